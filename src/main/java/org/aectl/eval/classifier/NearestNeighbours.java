package org.aectl.eval.classifier;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aectl.kernel.MatrixProduct;
import org.aectl.kernel.Transfer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Classifies by the majority of the k nearest known rows (Fix and Hodges 1951), by Euclidean distance; of equally far rows
 * the first is nearer, of equally frequent classes the one with the nearer row wins. Keeps the known rows in memory.
 */
public final class NearestNeighbours implements Classifier, AutoCloseable {
    /** Rows classified at once, and products with known rows that are in memory together. */
    private static final int MOST_ROWS = 256;

    private static final int MOST_PRODUCTS = 1 << 24;

    /** A column for each known row, in 'f' order. */
    private final INDArray known;
    /** Of the known rows: it is taken off all rows, so that large values in common do not cost digits. */
    private final float[] mean;

    private final double[] squaredNorms;
    private final int[] labels;
    private final int neighbours;

    /**
     * @param rows known ones, row by row
     * @param labels class numbers of the rows
     * @param neighbours k, from 1 to the number of rows
     */
    public NearestNeighbours(float[] rows, int[] labels, int neighbours) {
        if (labels.length == 0 || rows.length % labels.length != 0 || neighbours < 1 || neighbours > labels.length) {
            throw new IllegalArgumentException(
                    "%d values of %d rows cannot have %d neighbours".formatted(rows.length, labels.length, neighbours));
        }
        int size = rows.length / labels.length;
        this.mean = mean(rows, size);
        float[] centred = centred(rows, 0, rows.length);
        this.known = Nd4j.create(centred, new long[] {size, labels.length}, 'f');
        this.squaredNorms = squaredNorms(centred, size);
        this.labels = labels.clone();
        this.neighbours = neighbours;
    }

    private static float[] mean(float[] rows, int size) {
        double[] sums = new double[size];
        for (int i = 0; i < rows.length; i++) {
            sums[i % size] += rows[i];
        }
        float[] mean = new float[size];
        for (int i = 0; i < size; i++) {
            mean[i] = (float) (sums[i] * size / rows.length);
        }
        return mean;
    }

    private float[] centred(float[] rows, int from, int to) {
        float[] centred = new float[to - from];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = rows[from + i] - mean[i % mean.length];
        }
        return centred;
    }

    private static double[] squaredNorms(float[] rows, int size) {
        double[] norms = new double[rows.length / size];
        for (int i = 0; i < rows.length; i++) {
            norms[i / size] += (double) rows[i] * rows[i];
        }
        return norms;
    }

    @Override
    public int[] classify(float[] rows) {
        int size = mean.length;
        int[] result = new int[rows.length / size];
        int atOnce = Math.max(1, Math.min(MOST_ROWS, MOST_PRODUCTS / labels.length));
        for (int chunk = 0; chunk < result.length; chunk += atOnce) {
            int first = chunk;
            int count = Math.min(atOnce, result.length - first);
            float[] products = products(centred(rows, first * size, (first + count) * size), count);
            IntStream.range(0, count)
                    .parallel()
                    .forEach(row -> result[first + row] = vote(nearest(products, row * labels.length)));
        }
        return result;
    }

    /** For each row its products with all known ones. */
    private float[] products(float[] rows, int count) {
        try (INDArray queries = Nd4j.create(rows, new long[] {mean.length, count}, 'f');
                INDArray products = Nd4j.create(DataType.FLOAT, new long[] {labels.length, count}, 'f')) {
            MatrixProduct.compute(known, true, queries, false, products, 0);
            return Transfer.toFloats(products);
        }
    }

    /** The nearest known rows, the nearest first: an insertion sort that keeps k of them. */
    private int[] nearest(float[] products, int offset) {
        int[] nearest = new int[neighbours];
        double[] distances = new double[neighbours];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int last = neighbours - 1;
        for (int other = 0; other < labels.length; other++) {
            // |x - y|^2 is |y|^2 - 2 x y but for |x|^2, which is the same for all y.
            double distance = squaredNorms[other] - 2.0 * products[offset + other];
            if (distance < distances[last]) {
                int place = last;
                for (; place > 0 && distance < distances[place - 1]; place--) {
                    distances[place] = distances[place - 1];
                    nearest[place] = nearest[place - 1];
                }
                distances[place] = distance;
                nearest[place] = other;
            }
        }
        return nearest;
    }

    /** The most frequent label of the nearest rows; of equally frequent ones that of the nearer row. */
    private int vote(int[] nearest) {
        int winner = labels[nearest[0]];
        int most = 0;
        for (int row : nearest) {
            int votes = 0;
            for (int other : nearest) {
                votes += labels[other] == labels[row] ? 1 : 0;
            }
            winner = votes > most ? labels[row] : winner;
            most = Math.max(most, votes);
        }
        return winner;
    }

    @Override
    public void close() {
        known.close();
    }
}
