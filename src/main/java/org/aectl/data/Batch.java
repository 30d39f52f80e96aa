package org.aectl.data;

/**
 * A few examples, scaled and ready for the network.
 *
 * @param rows the examples' row numbers in the split they come from
 * @param inputs what the network is given, example after example: {@code rows.length * size} numbers; the same array as
 *     the features where nothing was corrupted
 * @param features what its output is judged by: the clean values, in the same order
 * @param labels their class numbers; empty where there are no labels
 */
public record Batch(int[] rows, float[] inputs, float[] features, int[] labels) {
    /** Clean examples: the network is given what its output is judged by. */
    public Batch(int[] rows, float[] features, int[] labels) {
        this(rows, features, features, labels);
    }

    public int count() {
        return rows.length;
    }
}
