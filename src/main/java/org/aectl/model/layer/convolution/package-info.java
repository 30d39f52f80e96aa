/** Convolutions and their transposes. */
@NullMarked
package org.aectl.model.layer.convolution;

import org.jspecify.annotations.NullMarked;
