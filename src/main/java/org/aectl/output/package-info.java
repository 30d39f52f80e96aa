/** Files of codes, examples and predictions, in each format. */
@NullMarked
package org.aectl.output;

import org.jspecify.annotations.NullMarked;
