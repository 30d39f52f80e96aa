/** Penalties on activations. */
@NullMarked
package org.aectl.model.penalty;

import org.jspecify.annotations.NullMarked;
