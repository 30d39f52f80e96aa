/** Classifiers of codes, and what they confuse. */
@NullMarked
package org.aectl.eval.classifier;

import org.jspecify.annotations.NullMarked;
