/** Pictures of examples, filters and movies of codes. */
@NullMarked
package org.aectl.report.image;

import org.jspecify.annotations.NullMarked;
