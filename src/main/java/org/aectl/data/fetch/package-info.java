/** Public data sets, by name. */
@NullMarked
package org.aectl.data.fetch;

import org.jspecify.annotations.NullMarked;
