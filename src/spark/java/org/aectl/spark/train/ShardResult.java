package org.aectl.spark.train;

import java.io.Serializable;
import org.aectl.spark.connect.Floats;

/**
 * What a worker's part of a round comes to: two arrays that are averaged over all workers. These are the gradient and the parameters, of
 * which the gradient's computing changes the statistics of normalizations (empty where there are none); or, after steps that a worker
 * took by itself, the parameters and the optimizer's state.
 *
 * @param losses before each of its steps
 * @param weight that the arrays have in the mean: the examples of the gradient, or how many steps were taken
 * @param first empty where a loss was not finite
 * @param second likewise
 */
record ShardResult(ShardLosses losses, int weight, Floats first, Floats second) implements Serializable {
    static ShardResult diverged(ShardLosses losses) {
        return new ShardResult(losses, 0, Floats.NONE, Floats.NONE);
    }

    boolean isFinite() {
        return Double.isFinite(losses.mean().total());
    }
}
