/** Pictures for people. */
@NullMarked
package org.aectl.report;

import org.jspecify.annotations.NullMarked;
