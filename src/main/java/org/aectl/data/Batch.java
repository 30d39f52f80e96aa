package org.aectl.data;

/**
 * A few examples, scaled and ready for the network.
 *
 * @param rows the examples' row numbers in the split they come from
 * @param features their values, example after example: {@code rows.length * size} numbers
 * @param labels their class numbers; empty where there are no labels
 */
public record Batch(int[] rows, float[] features, int[] labels) {
    public int count() {
        return rows.length;
    }
}
