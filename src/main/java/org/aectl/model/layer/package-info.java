/** Layers of our own for Deeplearning4j. */
@NullMarked
package org.aectl.model.layer;

import org.jspecify.annotations.NullMarked;
