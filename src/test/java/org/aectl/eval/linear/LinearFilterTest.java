package org.aectl.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aectl.config.NoiseConfig;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against the covariances of each clean value with each noisy one, written out for each noise, and a plain inverse. */
class LinearFilterTest {
    private static final ValueRange RANGE = new ValueRange(-1, 3);

    private static double[][] rows(int count, int features) {
        Random random = new Random(6);
        double[][] rows = new double[count][features];
        for (double[] row : rows) {
            double shared = random.nextGaussian();
            for (int j = 0; j < features; j++) {
                row[j] = (float) (0.3 * j + shared * (1 + j % 3) / 3 + 0.4 * random.nextGaussian());
            }
        }
        return rows;
    }

    private static Batch batch(double[][] clean, double[][] noisy) {
        int features = clean[0].length;
        float[] values = new float[clean.length * features];
        float[] inputs = new float[clean.length * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) clean[i / features][i % features];
            inputs[i] = (float) noisy[i / features][i % features];
        }
        return new Batch(new int[clean.length], inputs, values, new int[0]);
    }

    private static double[] means(double[][] rows) {
        double[] means = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < means.length; j++) {
                means[j] += row[j] / rows.length;
            }
        }
        return means;
    }

    private static double[][] covariance(double[][] rows) {
        double[] means = means(rows);
        double[][] covariance = new double[means.length][means.length];
        for (double[] row : rows) {
            for (int i = 0; i < means.length; i++) {
                for (int j = 0; j < means.length; j++) {
                    covariance[i][j] += (row[i] - means[i]) * (row[j] - means[j]) / rows.length;
                }
            }
        }
        return covariance;
    }

    /** What a noise makes of a value: E y and E y^2 given x, and the share of x in E y. */
    private record Replaced(double share, double constant, double squares) {}

    /** The added variance is that of gaussian noise before the replacement. */
    private static double[][] expected(double[][] training, double[][] noisy, double addedVariance, Replaced replaced) {
        double[] means = means(training);
        double[][] covariance = covariance(training);
        int size = means.length;
        double share = replaced.share;
        double[][] ofNoisy = new double[size][size];
        double[][] ofBoth = new double[size][size];
        double[] noisyMeans = new double[size];
        for (int i = 0; i < size; i++) {
            noisyMeans[i] = share * means[i] + replaced.constant;
            for (int j = 0; j < size; j++) {
                ofBoth[i][j] = share * covariance[i][j];
                ofNoisy[i][j] = share * share * covariance[i][j];
            }
            double secondMoment = share * (covariance[i][i] + addedVariance + means[i] * means[i]) + replaced.squares;
            ofNoisy[i][i] = secondMoment - noisyMeans[i] * noisyMeans[i];
        }
        RealMatrix inverse = new LUDecomposition(new Array2DRowRealMatrix(ofNoisy))
                .getSolver()
                .getInverse();
        RealMatrix weights = new Array2DRowRealMatrix(ofBoth).multiply(inverse);
        double[][] outputs = new double[noisy.length][size];
        for (int row = 0; row < noisy.length; row++) {
            double[] distance = new double[size];
            for (int i = 0; i < size; i++) {
                distance[i] = noisy[row][i] - noisyMeans[i];
            }
            double[] moved = weights.operate(distance);
            for (int i = 0; i < size; i++) {
                outputs[row][i] = means[i] + moved[i];
            }
        }
        return outputs;
    }

    private static void assertClean(
            int count, int features, List<NoiseConfig> noises, double addedVariance, Replaced replaced) {
        double[][] training = rows(count, features);
        double[][] noisy = rows(3, features);
        noisy[0][1] += 2;
        noisy[2][0] -= 1;
        List<Batch> batches = new ArrayList<>();
        for (double[] row : training) {
            batches.add(batch(new double[][] {row}, new double[][] {row}));
        }
        LinearFilter filter = LinearFilter.fit(batches, count, features, noises, RANGE);

        float[] found = filter.clean(batch(rows(3, features), noisy));

        double[][] expected = expected(training, noisy, addedVariance, replaced);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i])
                    .as("%s, value %d", noises, i)
                    .isCloseTo(expected[i / features][i % features], Offset.offset(1e-5));
        }
    }

    private static final NoiseConfig GAUSSIAN = new NoiseConfig.Gaussian(0.5, null);
    private static final NoiseConfig MASKING = new NoiseConfig.Masking(0.3, null);
    private static final NoiseConfig EXTREMES = new NoiseConfig.SaltAndPepper(0.2, null);

    @Test
    void eachNoiseAndOneAfterAnotherHaveTheBestLinearEstimate() {
        for (int[] size : new int[][] {{200, 5}, {6, 9}}) {
            assertClean(size[0], size[1], List.of(GAUSSIAN), 0.25, new Replaced(1, 0, 0));
            assertClean(size[0], size[1], List.of(MASKING), 0, new Replaced(0.7, 0, 0));
            // Half of the replaced values become -1, half of them 3: their mean is 1, their mean square 5.
            assertClean(size[0], size[1], List.of(EXTREMES), 0, new Replaced(0.8, 0.2, 1));
            assertClean(size[0], size[1], List.of(GAUSSIAN, EXTREMES), 0.25, new Replaced(0.8, 0.2, 1));
        }
    }

    @Test
    void featuresThatNeverDifferStayWhatTheyAre() {
        double[][] rows = new double[5][3];
        for (double[] row : rows) {
            row[1] = 2;
        }
        LinearFilter filter = LinearFilter.fit(List.of(batch(rows, rows)), 5, 3, List.of(MASKING), RANGE);

        assertThat(filter.clean(batch(rows, new double[5][3])))
                .containsExactly(batch(rows, rows).features());
    }
}
