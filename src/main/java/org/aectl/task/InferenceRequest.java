package org.aectl.task;

import org.aectl.run.RunReference;
import org.jspecify.annotations.Nullable;

/**
 * What a trained model is used on.
 *
 * @param data a path or a set's name; null for the run's own data
 * @param split which part; null for the test split, or for all of data that have no test split
 * @param limit use the first rows only; null for all
 * @param batchSize examples at a time
 */
public record InferenceRequest(
        RunReference run,
        @Nullable String data,
        @Nullable String split,
        @Nullable Integer limit,
        int batchSize) {
    /** Examples at a time where the user does not say. */
    public static final int BATCH_SIZE = 256;

    /** The same of other data, a path or a set's name. */
    public InferenceRequest withData(String other) {
        return new InferenceRequest(run, other, split, limit, batchSize);
    }

    /** The same of another split. */
    public InferenceRequest withSplit(String other) {
        return new InferenceRequest(run, data, other, limit, batchSize);
    }
}
