/** Codes to be decoded: drawn, between two others, on a grid, along one unit. Numbers only, no model. */
@NullMarked
package org.aectl.infer.code;

import org.jspecify.annotations.NullMarked;
