/** Optimizers, learning rates and clipping. */
@NullMarked
package org.aectl.model.optimizer;

import org.jspecify.annotations.NullMarked;
