package org.aectl.spark;

import java.io.Serializable;

/**
 * What a worker's part of a round comes to.
 *
 * @param losses before each of its steps
 * @param batches how many steps it took
 * @param parameters after them; empty where a loss was not finite
 * @param optimizerState after them, likewise
 */
record ShardResult(ShardLosses losses, int batches, Floats parameters, Floats optimizerState) implements Serializable {
    static ShardResult diverged(ShardLosses losses, int batches) {
        return new ShardResult(losses, batches, new Floats(new float[0]), new Floats(new float[0]));
    }

    boolean isFinite() {
        return Double.isFinite(losses.mean().total());
    }
}
