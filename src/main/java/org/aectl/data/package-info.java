/** Examples: where they come from, how they are split, scaled and put into batches. Knows no ND4J. */
@NullMarked
package org.aectl.data;

import org.jspecify.annotations.NullMarked;
