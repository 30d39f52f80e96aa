/** Metrics of a trained model and the baselines they stand beside. */
@NullMarked
package org.aectl.eval;

import org.jspecify.annotations.NullMarked;
