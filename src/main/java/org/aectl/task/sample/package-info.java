/** {@code aectl sample}: codes drawn, placed on a grid, interpolated or traversed, and decoded. */
@NullMarked
package org.aectl.task.sample;

import org.jspecify.annotations.NullMarked;
