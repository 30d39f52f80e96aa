/**
 * Layers of our own for Deeplearning4j's graph. The stock ones compute each product twice and mix memory orders, which
 * makes a step several times slower; these keep what backpropagation needs, and keep one order ('c').
 */
@NullMarked
package org.aectl.model.layer;

import org.jspecify.annotations.NullMarked;
