package org.aectl.eval.linear;

import org.aectl.data.batch.Batch;

/**
 * The mean of the training examples, which is what a model answers that has learnt nothing of the single example: the least
 * that a reconstruction must beat.
 *
 * @param values of the features; not to be changed
 * @param examples that it is the mean of
 */
public record MeanExample(double[] values, long examples) {
    /**
     * In one pass.
     *
     * @param batches all training examples, scaled
     * @param features size of one example
     */
    public static MeanExample of(Iterable<Batch> batches, int features) {
        double[] sums = new double[features];
        long count = 0;
        for (Batch batch : batches) {
            float[] rows = batch.features();
            for (int row = 0; row < batch.count(); row++) {
                for (int i = 0; i < features; i++) {
                    sums[i] += rows[row * features + i];
                }
            }
            count += batch.count();
        }
        for (int i = 0; i < features; i++) {
            sums[i] /= count;
        }
        return new MeanExample(sums, count);
    }

    /** The mean for each example of a batch. */
    public float[] reconstruct(Batch batch) {
        float[] outputs = new float[batch.count() * values.length];
        for (int i = 0; i < values.length; i++) {
            outputs[i] = (float) values[i];
        }
        for (int row = 1; row < batch.count(); row++) {
            System.arraycopy(outputs, 0, outputs, row * values.length, values.length);
        }
        return outputs;
    }
}
