/** Arrays in IDX, NPY and NPZ files. */
@NullMarked
package org.aectl.data.array;

import org.jspecify.annotations.NullMarked;
