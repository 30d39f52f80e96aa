/** Splits, missing values, statistics and scaling. */
@NullMarked
package org.aectl.data.prepare;

import org.jspecify.annotations.NullMarked;
