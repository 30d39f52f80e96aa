/** Rounds of a training: what a worker does with a shard, and how the parts are put together. */
@NullMarked
package org.aectl.spark.train;

import org.jspecify.annotations.NullMarked;
