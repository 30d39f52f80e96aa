package org.aectl.spark.train;

import java.io.Serializable;

/** The mean of arrays, each with a weight, added up in double precision. */
final class WeightedMean implements Serializable {
    private double[] sums = {};
    private long weight;

    /** Adds an array as long as those before. */
    void add(float[] values, int count) {
        grow(values.length);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (double) count * values[i];
        }
        weight += count;
    }

    /** Adds what another has added up. */
    void add(WeightedMean others) {
        grow(others.sums.length);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += others.sums[i];
        }
        weight += others.weight;
    }

    private void grow(int length) {
        if (weight == 0) {
            sums = new double[length];
        }
        if (length != sums.length) {
            throw new IllegalArgumentException(length + " numbers after " + sums.length);
        }
    }

    /** Sum of all weights. */
    long weight() {
        return weight;
    }

    float[] mean() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / weight);
        }
        return mean;
    }
}
