/** What a model is worth: errors, neighbours, probes, rankings, activity. */
@NullMarked
package org.aectl.eval;

import org.jspecify.annotations.NullMarked;
