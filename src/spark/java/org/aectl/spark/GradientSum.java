package org.aectl.spark;

import org.aectl.model.GradientShare;

/** Gradients weighed by their examples, in double precision. */
final class GradientSum {
    private double[] sums = {};
    private int examples;

    void add(GradientShare share) {
        add(share.gradient(), share.examples());
    }

    /** @param gradient mean over so many examples */
    void add(float[] gradient, int count) {
        if (sums.length == 0) {
            sums = new double[gradient.length];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (double) count * gradient[i];
        }
        examples += count;
    }

    int examples() {
        return examples;
    }

    /** Mean over all examples. */
    float[] mean() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / examples);
        }
        return mean;
    }
}
