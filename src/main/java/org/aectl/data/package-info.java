/** Examples, their labels and columns: what every source gives and everything else takes. Knows no ND4J. */
@NullMarked
package org.aectl.data;

import org.jspecify.annotations.NullMarked;
