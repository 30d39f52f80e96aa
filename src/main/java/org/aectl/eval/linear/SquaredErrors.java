package org.aectl.eval.linear;

import org.aectl.data.batch.Batch;

/** Squared differences between examples and their reconstructions, on the scaled data. */
public final class SquaredErrors {
    private SquaredErrors() {}

    /**
     * Of each example, summed over its features.
     *
     * @param outputs the reconstructions of the batch's examples
     */
    public static double[] perExample(Batch batch, float[] outputs) {
        double[] sums = new double[batch.count()];
        int features = outputs.length / batch.count();
        for (int i = 0; i < outputs.length; i++) {
            double difference = (double) outputs[i] - batch.features()[i];
            sums[i / features] += difference * difference;
        }
        return sums;
    }

    /** Of each feature of each example. */
    public static float[] perFeature(Batch batch, float[] outputs) {
        float[] squares = new float[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            double difference = (double) outputs[i] - batch.features()[i];
            squares[i] = (float) (difference * difference);
        }
        return squares;
    }
}
