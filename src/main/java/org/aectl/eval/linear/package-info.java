/** Linear baselines: principal components, linear filters. */
@NullMarked
package org.aectl.eval.linear;

import org.jspecify.annotations.NullMarked;
