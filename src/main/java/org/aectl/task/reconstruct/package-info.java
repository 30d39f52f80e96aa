/** {@code aectl reconstruct} and {@code denoise}. */
@NullMarked
package org.aectl.task.reconstruct;

import org.jspecify.annotations.NullMarked;
