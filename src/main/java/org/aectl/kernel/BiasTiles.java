package org.aectl.kernel;

import java.util.Arrays;

/**
 * A number for each column, laid out as the blocks of rows are: repeated for as many rows as a block has, or cut where a row
 * has several blocks. So the loops over a block have one index for both sides, without which the JVM's compiler makes no
 * vector instructions of them.
 */
record BiasTiles(float[][] tiles) {
    static final BiasTiles NONE = new BiasTiles(new float[0][]);

    static BiasTiles zeros(int columns) {
        if (columns <= Blocks.SIZE) {
            return new BiasTiles(new float[][] {new float[Blocks.SIZE / columns * columns]});
        }
        float[][] tiles = new float[(columns + Blocks.SIZE - 1) / Blocks.SIZE][];
        for (int tile = 0; tile < tiles.length; tile++) {
            tiles[tile] = new float[Math.min(Blocks.SIZE, columns - tile * Blocks.SIZE)];
        }
        return new BiasTiles(tiles);
    }

    /** @param vector a number for each column, or for each channel, whose columns follow each other */
    static BiasTiles of(HostArray vector, int columns) {
        float[] values = new float[vector.columns()];
        vector.read(0, values, values.length);
        int positions = columns / values.length;
        float[] row = new float[columns];
        for (int channel = 0; channel < values.length; channel++) {
            Arrays.fill(row, channel * positions, (channel + 1) * positions, values[channel]);
        }
        BiasTiles result = zeros(columns);
        for (int tile = 0; tile < result.tiles.length; tile++) {
            float[] numbers = result.tiles[tile];
            int width = Math.min(columns, numbers.length);
            for (int start = 0; start < numbers.length; start += width) {
                System.arraycopy(row, tile * Blocks.SIZE, numbers, start, width);
            }
        }
        return result;
    }

    /** Adds a tile to a block. */
    void addTo(float[] block, int tile, int count) {
        if (tiles.length > 0) {
            add(tiles[tile], block, count);
        }
    }

    /** Adds a block to a tile. */
    void add(float[] block, int tile, int count) {
        if (tiles.length > 0) {
            add(block, tiles[tile], count);
        }
    }

    private static void add(float[] summands, float[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += summands[i];
        }
    }

    /** Adds each column to the sum of its channel, which has as many columns as any other. */
    void addColumnsTo(double[] sums, int columns) {
        double[] row = new double[columns];
        for (int tile = 0; tile < tiles.length; tile++) {
            float[] numbers = tiles[tile];
            int width = Math.min(columns, numbers.length);
            for (int start = 0; start < numbers.length; start += width) {
                for (int i = 0; i < width; i++) {
                    row[tile * Blocks.SIZE + i] += numbers[start + i];
                }
            }
        }
        int positions = columns / sums.length;
        for (int channel = 0; channel < sums.length; channel++) {
            for (int i = channel * positions; i < (channel + 1) * positions; i++) {
                sums[channel] += row[i];
            }
        }
    }
}
