package org.aectl.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aectl.data.batch.Batch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against power iteration on a covariance from plain loops. */
class PrincipalComponentsTest {
    private static final int ROWS = 50;
    private static final int FEATURES = 6;

    /** Correlated numbers around means that are not 0, with variances that differ from each other. */
    private static double[][] data() {
        Random random = new Random(4);
        double[][] mixing = new double[FEATURES][FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            for (int j = 0; j < FEATURES; j++) {
                mixing[i][j] = random.nextGaussian() / (1 + 2 * i);
            }
        }
        double[][] data = new double[ROWS][FEATURES];
        for (double[] row : data) {
            for (int i = 0; i < FEATURES; i++) {
                double source = random.nextGaussian();
                for (int j = 0; j < FEATURES; j++) {
                    row[j] += source * mixing[i][j];
                }
            }
            for (int j = 0; j < FEATURES; j++) {
                // As the batches have them: 32-bit.
                row[j] = (float) (row[j] + 10 * j);
            }
        }
        return data;
    }

    private static List<Batch> batches(double[][] data, int batchSize) {
        List<Batch> batches = new ArrayList<>();
        for (int start = 0; start < data.length; start += batchSize) {
            int count = Math.min(batchSize, data.length - start);
            float[] features = new float[count * FEATURES];
            int[] rows = new int[count];
            for (int i = 0; i < count; i++) {
                rows[i] = start + i;
                for (int j = 0; j < FEATURES; j++) {
                    features[i * FEATURES + j] = (float) data[start + i][j];
                }
            }
            batches.add(new Batch(rows, features, new int[0]));
        }
        return batches;
    }

    private static double[] mean(double[][] data) {
        double[] mean = new double[FEATURES];
        for (double[] row : data) {
            for (int j = 0; j < FEATURES; j++) {
                mean[j] += row[j] / data.length;
            }
        }
        return mean;
    }

    private static double[][] covariance(double[][] data) {
        double[] mean = mean(data);
        double[][] covariance = new double[FEATURES][FEATURES];
        for (double[] row : data) {
            for (int i = 0; i < FEATURES; i++) {
                for (int j = 0; j < FEATURES; j++) {
                    covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / data.length;
                }
            }
        }
        return covariance;
    }

    /** Eigenvectors by falling eigenvalue: power iteration, then deflation. */
    private static double[][] eigenvectors(double[][] covariance) {
        double[][] left = new double[FEATURES][];
        for (int i = 0; i < FEATURES; i++) {
            left[i] = covariance[i].clone();
        }
        double[][] vectors = new double[FEATURES][];
        for (int k = 0; k < FEATURES; k++) {
            double[] vector = {1, 0.9, 0.8, -0.7, 0.6, -0.5};
            double eigenvalue = 0;
            for (int iteration = 0; iteration < 20_000; iteration++) {
                double[] next = new double[FEATURES];
                double norm = 0;
                for (int i = 0; i < FEATURES; i++) {
                    next[i] = dot(left[i], vector);
                    norm += next[i] * next[i];
                }
                eigenvalue = Math.sqrt(norm);
                for (int i = 0; i < FEATURES; i++) {
                    vector[i] = next[i] / eigenvalue;
                }
            }
            for (int i = 0; i < FEATURES; i++) {
                for (int j = 0; j < FEATURES; j++) {
                    left[i][j] -= eigenvalue * vector[i] * vector[j];
                }
            }
            vectors[k] = vector;
        }
        return vectors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void directionsAreTheEigenvectorsOfTheCovariance() {
        double[][] expected = eigenvectors(covariance(data()));
        PrincipalComponents components = PrincipalComponents.fit(batches(data(), 16), FEATURES, 4);
        assertThat(components.components()).isEqualTo(4);
        double[][] directions = components.directions();
        assertThat(directions).hasDimensions(FEATURES, 4);
        for (int k = 0; k < 4; k++) {
            double[] direction = new double[FEATURES];
            for (int j = 0; j < FEATURES; j++) {
                direction[j] = directions[j][k];
            }
            assertThat(Math.abs(dot(direction, expected[k]))).isEqualTo(1, Offset.offset(1e-8));
            assertThat(dot(direction, direction)).isEqualTo(1, Offset.offset(1e-10));
        }
    }

    @Test
    void theErrorIsWhatPlainProjectionLeaves() {
        double[][] data = data();
        double[] mean = mean(data);
        double[][] vectors = eigenvectors(covariance(data));
        Random random = new Random(9);
        double[][] others = new double[7][FEATURES];
        for (double[] row : others) {
            for (int j = 0; j < FEATURES; j++) {
                row[j] = (float) (10 * j + random.nextGaussian());
            }
        }
        for (int kept = 1; kept < FEATURES; kept++) {
            PrincipalComponents components = PrincipalComponents.fit(batches(data, 50), FEATURES, kept);
            double expected = 0;
            for (double[] row : others) {
                double[] error = new double[FEATURES];
                for (int j = 0; j < FEATURES; j++) {
                    error[j] = row[j] - mean[j];
                }
                double[] centred = error.clone();
                for (int k = 0; k < kept; k++) {
                    double code = dot(centred, vectors[k]);
                    for (int j = 0; j < FEATURES; j++) {
                        error[j] -= code * vectors[k][j];
                    }
                }
                expected += dot(error, error);
            }
            double sum = 0;
            for (Batch batch : batches(others, 3)) {
                sum += components.squaredError(batch);
            }
            assertThat(sum).as("%d components", kept).isEqualTo(expected, Offset.offset(1e-6 * expected));
        }
    }

    @Test
    void asManyComponentsAsFeaturesLeaveNothing() {
        for (int asked : new int[] {FEATURES, FEATURES + 5}) {
            PrincipalComponents components = PrincipalComponents.fit(batches(data(), 50), FEATURES, asked);
            assertThat(components.components()).isEqualTo(FEATURES);
            assertThat(components.squaredError(batches(data(), 50).get(0))).isBetween(0.0, 1e-8);
        }
    }

    @Test
    void fewerRowsThanFeaturesAndFeaturesThatNeverChangeAreNoSpecialCase() {
        Random random = new Random(1);
        int features = 400;
        float[] values = new float[20 * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % features % 3 == 0 ? 0 : random.nextFloat();
        }
        Batch batch = new Batch(new int[20], values, new int[0]);
        PrincipalComponents few = PrincipalComponents.fit(List.of(batch), features, 5);
        PrincipalComponents all = PrincipalComponents.fit(List.of(batch), features, 19);
        assertThat(few.squaredError(batch)).isGreaterThan(1);
        assertThat(all.squaredError(batch)).isBetween(0.0, 1e-6);
    }

    @Test
    void aSingleComponentAndASingleRowAreNoSpecialCase() {
        PrincipalComponents components = PrincipalComponents.fit(batches(data(), 1), FEATURES, 1);
        assertThat(components.components()).isEqualTo(1);
        assertThat(components.squaredError(batches(data(), 1).get(3))).isPositive();
    }
}
