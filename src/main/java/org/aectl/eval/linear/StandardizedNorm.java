package org.aectl.eval.linear;

import java.util.Arrays;
import org.aectl.data.batch.Batch;

/**
 * The squared Euclidean length of a row after each feature was brought to mean 0 and variance 1 by the training examples:
 * the trivial outlier score that a model has to beat. Features that have one value only in the training examples are left
 * out.
 */
public final class StandardizedNorm {
    private final double[] means;
    /** 0 for a constant feature, which is so left out. */
    private final double[] inverseVariances;

    private StandardizedNorm(double[] means, double[] inverseVariances) {
        this.means = means;
        this.inverseVariances = inverseVariances;
    }

    /**
     * Gathers means and variances, with divisor n, in one pass.
     *
     * @param batches all training examples
     * @param features size of one example
     */
    public static StandardizedNorm fit(Iterable<Batch> batches, int features) {
        double[] means = new double[features];
        double[] squares = new double[features];
        boolean[] varies = new boolean[features];
        float[] first = new float[0];
        long count = 0;
        for (Batch batch : batches) {
            first = count == 0 ? Arrays.copyOf(batch.features(), features) : first;
            for (int i = 0; i < batch.features().length; i++) {
                int feature = i % features;
                count += feature == 0 ? 1 : 0;
                // Welford's update: no difference of large sums.
                double value = batch.features()[i];
                double difference = value - means[feature];
                means[feature] += difference / count;
                squares[feature] += difference * (value - means[feature]);
                varies[feature] |= value != first[feature];
            }
        }
        double rows = count;
        double[] inverseVariances = new double[features];
        Arrays.setAll(inverseVariances, feature -> varies[feature] ? rows / squares[feature] : 0);
        return new StandardizedNorm(means, inverseVariances);
    }

    /** The score of each example of a batch. */
    public double[] of(Batch batch) {
        double[] norms = new double[batch.count()];
        for (int i = 0; i < batch.features().length; i++) {
            int feature = i % means.length;
            double distance = batch.features()[i] - means[feature];
            norms[i / means.length] += distance * distance * inverseVariances[feature];
        }
        return norms;
    }
}
