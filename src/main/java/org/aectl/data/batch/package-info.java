/** From examples to batches: order, scaling and corruption, by keyed random numbers. */
@NullMarked
package org.aectl.data.batch;

import org.jspecify.annotations.NullMarked;
