package org.aectl.eval.linear;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.aectl.base.Counts;
import org.aectl.data.batch.Batch;
import org.aectl.kernel.MatrixProduct;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds the directions of the largest variance, in the way that costs least:
 *
 * <ul>
 *   <li>of few features, the eigenvectors of their covariance;
 *   <li>of few rows, those of the products of the rows with each other, from which the directions follow exactly;
 *   <li>otherwise by randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4): some random directions
 *       more than are wanted are multiplied by the covariance, pass by pass over the rows, until the variance that they hold
 *       grows by less than a hundred-thousandth of what is left.
 * </ul>
 */
final class ComponentSearch {
    /** Eigenvectors of a matrix of this size take a second or two; the time grows with the cube. */
    private static final int MOST_EXACT = 1024;
    /** Rows that are held at once to multiply them with each other: 128 MB. */
    private static final long MOST_HELD = 1L << 24;
    /** Of the directions that are iterated: 200 MB, twice. */
    private static final long MOST_DIRECTIONS = 25_000_000L;
    /** Multiplications of a pass: some seconds of one core. */
    private static final double MOST_MULTIPLICATIONS = 2e11;

    private static final int LEAST_SPARE = 10;
    private static final double CONVERGED = 1e-5;
    private static final int MOST_PASSES = 20;

    private final Iterable<Batch> batches;
    private final double[] mean;
    private final int rows;
    private final int features;
    private final int wanted;

    /** @param wanted how many directions; at most as many as features */
    ComponentSearch(Iterable<Batch> batches, MeanExample mean, int wanted) {
        this.batches = batches;
        this.mean = mean.values();
        this.rows = (int) mean.examples();
        this.features = this.mean.length;
        this.wanted = wanted;
    }

    /** Why it would cost too much; empty where it does not. */
    static Optional<String> obstacle(long rows, int features, int wanted) {
        if (isOfFeatures(rows, features) || isOfRows(rows, features)) {
            return Optional.empty();
        }
        long iterated = iterated(rows, features, wanted);
        return iterated * features > MOST_DIRECTIONS || 2.0 * rows * features * iterated > MOST_MULTIPLICATIONS
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%s of %s of %s would cost more than the model",
                        Counts.of(wanted, "component"),
                        Counts.of(rows, "row"),
                        Counts.of(features, "value")))
                : Optional.empty();
    }

    private static boolean isOfFeatures(long rows, int features) {
        return features <= MOST_EXACT && (features <= rows || rows * features > MOST_HELD);
    }

    private static boolean isOfRows(long rows, int features) {
        return rows <= MOST_EXACT && rows * features <= MOST_HELD;
    }

    private static long iterated(long rows, int features, int wanted) {
        return Math.min(wanted + (long) Math.max(LEAST_SPARE, wanted / 2), Math.min(rows, features));
    }

    /**
     * The directions, orthonormal, by falling variance; fewer than wanted where the rows have no more.
     *
     * @return one after the other, {@code features} numbers each
     */
    double[] directions() {
        if (isOfFeatures(rows, features)) {
            return ofFeatures();
        }
        return isOfRows(rows, features) ? ofRows() : iterated();
    }

    /** By the sum over the rows of (x - mean)(x - mean)^T, whose eigenvectors are the covariance's. */
    private double[] ofFeatures() {
        try (INDArray sum = Nd4j.create(DataType.DOUBLE, new long[] {features, features}, 'f')) {
            for (Batch batch : batches) {
                CentredRows.forEach(
                        batch, mean, (part, first) -> MatrixProduct.compute(part, true, part, false, sum, 1));
            }
            return numbers(Eigenvectors.of(sum).leading(wanted));
        }
    }

    /** With u an eigenvector of X X^T, X^T u is one of X^T X, of the same eigenvalue. */
    private double[] ofRows() {
        double[] held = new double[rows * features];
        int row = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.count(); i++) {
                CentredRows.subtract(batch.features(), i * features, mean, held, row * features);
                row++;
            }
        }
        try (INDArray centred = Nd4j.create(held, new long[] {rows, features}, 'c');
                INDArray products = Eigenvectors.product(centred, false, centred, true)) {
            Eigenvectors found = Eigenvectors.of(products);
            int rank = found.rank(wanted);
            if (rank == 0) {
                return any();
            }
            try (INDArray scaled = found.leadingOver(rank, 0)) {
                return numbers(
                        Eigenvectors.orthonormal(unitColumns(Eigenvectors.product(centred, true, scaled, false))));
            }
        }
    }

    /** Rows that do not differ have no directions; any one holds their variance, which is 0. */
    private double[] any() {
        double[] direction = new double[features];
        direction[0] = 1;
        return direction;
    }

    private INDArray unitColumns(INDArray columns) {
        double[] values = numbers(columns);
        for (int first = 0; first < values.length; first += features) {
            double squares = 0;
            for (int i = first; i < first + features; i++) {
                squares += values[i] * values[i];
            }
            double length = Math.sqrt(squares);
            for (int i = first; i < first + features; i++) {
                values[i] /= length;
            }
        }
        return Nd4j.create(values, new long[] {features, values.length / features}, 'f');
    }

    private double[] iterated() {
        INDArray basis = start();
        double all = squares();
        double held = 0;
        for (int pass = 1; ; pass++) {
            INDArray multiplied = multiplied(basis);
            Eigenvectors found;
            try (INDArray inBasis = Eigenvectors.product(basis, true, multiplied, false)) {
                found = Eigenvectors.of(inBasis);
            }
            double before = held;
            held = 0;
            for (int i = 0; i < Math.min(wanted, found.size()); i++) {
                held += found.value(i);
            }
            if (found.rank(1) == 0) {
                return any();
            }
            boolean isEnd = pass == MOST_PASSES || held - before <= CONVERGED * Math.max(0, all - held);
            int kept = found.rank(isEnd ? wanted : found.size());
            try (INDArray old = basis;
                    INDArray product = multiplied;
                    INDArray turn = found.leadingOver(kept, isEnd ? 0 : 1)) {
                if (isEnd) {
                    return numbers(Eigenvectors.product(old, false, turn, false));
                }
                // Nearly orthonormal already: the closer to eigenvectors, the more so.
                basis = Eigenvectors.orthonormal(
                        Eigenvectors.orthonormal(unitColumns(Eigenvectors.product(product, false, turn, false))));
            }
        }
    }

    /** Random directions, the same ones at each call. */
    private INDArray start() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[Math.toIntExact(iterated(rows, features, wanted) * features)];
        Arrays.setAll(values, i -> random.nextGaussian());
        return Eigenvectors.orthonormal(Eigenvectors.orthonormal(
                unitColumns(Nd4j.create(values, new long[] {features, values.length / features}, 'f'))));
    }

    /** The covariance, times the number of rows, times a basis. */
    private INDArray multiplied(INDArray basis) {
        INDArray sum = Nd4j.create(DataType.DOUBLE, new long[] {features, basis.size(1)}, 'f');
        for (Batch batch : batches) {
            CentredRows.forEach(batch, mean, (part, first) -> {
                try (INDArray inBasis = Eigenvectors.product(part, false, basis, false)) {
                    MatrixProduct.compute(part, true, inBasis, false, sum, 1);
                }
            });
        }
        return sum;
    }

    private double squares() {
        double sum = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.features().length; i++) {
                double distance = batch.features()[i] - mean[i % features];
                sum += distance * distance;
            }
        }
        return sum;
    }

    /** In the order that they are stored in; closes the array. */
    private static double[] numbers(INDArray array) {
        try (INDArray read = array) {
            return read.data().asDouble();
        }
    }
}
