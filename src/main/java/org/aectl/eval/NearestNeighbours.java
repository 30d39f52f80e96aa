package org.aectl.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Classifies by the majority of the k nearest known rows (Fix and Hodges 1951), by Euclidean distance; of equally frequent
 * classes the one with the nearer row wins. Keeps the known rows in memory.
 */
public final class NearestNeighbours implements AutoCloseable {
    /** Rows classified at once: their distances to all known rows are in memory together. */
    private static final int CHUNK = 256;

    private final INDArray known;
    private final float[] squaredNorms;
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
        this.known = Nd4j.create(rows, new long[] {labels.length, rows.length / labels.length}, 'c');
        this.squaredNorms = squaredNorms(rows, labels.length);
        this.labels = labels.clone();
        this.neighbours = neighbours;
    }

    private static float[] squaredNorms(float[] rows, int count) {
        int size = rows.length / count;
        float[] norms = new float[count];
        for (int i = 0; i < rows.length; i++) {
            norms[i / size] += rows[i] * rows[i];
        }
        return norms;
    }

    /**
     * The class numbers of rows.
     *
     * @param rows row by row, of the size of the known ones
     */
    public int[] classify(float[] rows) {
        int size = (int) known.size(1);
        int[] classes = new int[rows.length / size];
        for (int first = 0; first < classes.length; first += CHUNK) {
            int count = Math.min(CHUNK, classes.length - first);
            float[] products = products(Arrays.copyOfRange(rows, first * size, (first + count) * size), count);
            for (int row = 0; row < count; row++) {
                classes[first + row] = vote(products, row * labels.length);
            }
        }
        return classes;
    }

    private float[] products(float[] rows, int count) {
        try (INDArray queries = Nd4j.create(rows, new long[] {count, known.size(1)}, 'c');
                INDArray products = Nd4j.create(DataType.FLOAT, new long[] {count, labels.length}, 'c')) {
            Nd4j.gemm(queries, known, products, false, true, 1, 0);
            return products.data().asFloat();
        }
    }

    /** |x - y|^2 is |y|^2 - 2 x y but for |x|^2, which is the same for all y. */
    private int vote(float[] products, int offset) {
        int[] nearest = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> squaredNorms[other] - 2.0 * products[offset + other]))
                .limit(neighbours)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] votes = new int[Arrays.stream(labels).max().orElse(0) + 1];
        int winner = labels[nearest[0]];
        for (int row : nearest) {
            votes[labels[row]]++;
        }
        for (int row : nearest) {
            winner = votes[labels[row]] > votes[winner] ? labels[row] : winner;
        }
        return winner;
    }

    @Override
    public void close() {
        known.close();
    }
}
