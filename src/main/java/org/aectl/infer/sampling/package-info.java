/** Where codes come from: priors, mixtures, grids, interpolations. */
@NullMarked
package org.aectl.infer.sampling;

import org.jspecify.annotations.NullMarked;
