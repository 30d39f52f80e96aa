package org.aectl.data.batch;

import org.aectl.data.ValueRange;

/**
 * A few examples, scaled and ready for the network.
 *
 * @param rows the examples' row numbers in the split they come from
 * @param inputs what the network is given, example after example: {@code rows.length * size} numbers; the same array as
 *     the features where nothing was corrupted
 * @param features what its output is judged by: the clean values, in the same order
 * @param labels their class numbers; empty where there are no labels
 * @param codeNoise standard normal numbers that codes are drawn with, as many for each example; empty where nothing is drawn
 */
public record Batch(int[] rows, float[] inputs, float[] features, int[] labels, float[] codeNoise)
        implements TrainingUnit {
    private static final float[] NONE = {};

    /** A batch that no code is drawn for. */
    public Batch(int[] rows, float[] inputs, float[] features, int[] labels) {
        this(rows, inputs, features, labels, NONE);
    }

    /** A batch in which nothing is corrupted. */
    public Batch(int[] rows, float[] features, int[] labels) {
        this(rows, features, features, labels);
    }

    /** The same examples with other numbers to draw the code with. */
    public Batch withCodeNoise(float[] newNoise) {
        return new Batch(rows, inputs, features, labels, newNoise);
    }

    @Override
    public int count() {
        return rows.length;
    }

    /** How many {@link #codeNoise} there are for each example. */
    public int noises() {
        return codeNoise.length / count();
    }

    /**
     * Some of the {@link #codeNoise} of each example.
     *
     * @param from the first of an example
     * @param to the one after the last
     * @return [examples x (to - from)]
     */
    public double[] noise(int from, int to) {
        double[] noise = new double[count() * (to - from)];
        int next = 0;
        for (int first = 0; next < noise.length; first += noises()) {
            for (int at = from; at < to; at++) {
                noise[next++] = codeNoise[first + at];
            }
        }
        return noise;
    }

    /** The range of all features of at least one example. */
    public static ValueRange range(Iterable<Batch> batches) {
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (Batch batch : batches) {
            for (float value : batch.features()) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            }
        }
        return new ValueRange(minimum, maximum);
    }
}
