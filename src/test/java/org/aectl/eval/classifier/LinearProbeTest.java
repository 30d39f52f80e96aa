package org.aectl.eval.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private static final int SIZE = 3;
    private static final int CLASSES = 3;

    /** Overlapping clouds; the last feature is constant, the first one on another scale. */
    private static float[] rows(int[] labels, Random random) {
        float[] rows = new float[labels.length * SIZE];
        for (int i = 0; i < labels.length; i++) {
            rows[i * SIZE] = 1000 + 100 * (labels[i] + 0.8f * (float) random.nextGaussian());
            rows[i * SIZE + 1] = (labels[i] == 1 ? 1 : 0) + 0.8f * (float) random.nextGaussian();
            rows[i * SIZE + 2] = 0.1f;
        }
        return rows;
    }

    @Test
    void decidesAsTheSameRegressionByPlainGradientDescent() {
        Random random = new Random(6);
        int[] labels = random.ints(90, 0, CLASSES).toArray();
        float[] rows = rows(labels, random);
        float[] others = rows(random.ints(200, 0, CLASSES).toArray(), random);

        int[] classes = LinearProbe.fit(rows, labels, CLASSES).classify(others);

        double[][] standard = standardised(rows, rows);
        double[][] weights = plain(standard, labels);
        double[][] queries = standardised(others, rows);
        int differences = 0;
        for (int i = 0; i < queries.length; i++) {
            differences += classes[i] == best(weights, queries[i]) ? 0 : 1;
        }
        // Both stop close to the minimum, not at it.
        assertThat(differences).isLessThanOrEqualTo(1);
    }

    private static double[][] standardised(float[] values, float[] training) {
        double[][] result = new double[values.length / SIZE][SIZE];
        int count = training.length / SIZE;
        for (int feature = 0; feature < SIZE - 1; feature++) {
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < count; i++) {
                mean += training[i * SIZE + feature] / (double) count;
            }
            for (int i = 0; i < count; i++) {
                variance += Math.pow(training[i * SIZE + feature] - mean, 2) / count;
            }
            for (int i = 0; i < result.length; i++) {
                result[i][feature] = (values[i * SIZE + feature] - mean) / Math.sqrt(variance);
            }
        }
        return result;
    }

    private static double score(double[] weights, double[] row) {
        double score = weights[SIZE];
        for (int feature = 0; feature < SIZE; feature++) {
            score += weights[feature] * row[feature];
        }
        return score;
    }

    private static int best(double[][] weights, double[] row) {
        int best = 0;
        for (int i = 1; i < CLASSES; i++) {
            best = score(weights[i], row) > score(weights[best], row) ? i : best;
        }
        return best;
    }

    private static double[][] plain(double[][] rows, int[] labels) {
        double[][] weights = new double[CLASSES][SIZE + 1];
        for (int step = 0; step < 5000; step++) {
            double[][] gradient = new double[CLASSES][SIZE + 1];
            for (int i = 0; i < rows.length; i++) {
                double sum = 0;
                for (int c = 0; c < CLASSES; c++) {
                    sum += Math.exp(score(weights[c], rows[i]));
                }
                for (int c = 0; c < CLASSES; c++) {
                    double difference = Math.exp(score(weights[c], rows[i])) / sum - (labels[i] == c ? 1 : 0);
                    for (int feature = 0; feature < SIZE; feature++) {
                        gradient[c][feature] += difference * rows[i][feature];
                    }
                    gradient[c][SIZE] += difference;
                }
            }
            for (int c = 0; c < CLASSES; c++) {
                for (int j = 0; j <= SIZE; j++) {
                    double penalty = j < SIZE ? weights[c][j] : 0;
                    weights[c][j] -= 0.3 * (gradient[c][j] + penalty) / rows.length;
                }
            }
        }
        return weights;
    }

    @Test
    void classesFarApartAreToldAndAClassThatIsNeverSeenIsNeverGuessed() {
        float[] rows = {0, 0, 0, 1, 10, 10, 10, 11};
        LinearProbe probe = LinearProbe.fit(rows, new int[] {3, 3, 1, 1}, 5);

        assertThat(probe.classify(new float[] {1, 1, 9, 9, -50, -50, 60, 60})).containsExactly(3, 1, 3, 1);
    }

    @Test
    void theSameRowsGiveTheSamePlanes() {
        Random random = new Random(7);
        int[] labels = random.ints(60, 0, CLASSES).toArray();
        float[] rows = rows(labels, random);
        float[] others = rows(random.ints(500, 0, CLASSES).toArray(), random);

        assertThat(LinearProbe.fit(rows, labels, CLASSES).classify(others))
                .isEqualTo(LinearProbe.fit(rows, labels, CLASSES).classify(others));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LinearProbe.fit(new float[3], new int[2], 2));
        assertThatIllegalArgumentException().isThrownBy(() -> LinearProbe.fit(new float[0], new int[0], 2));
    }
}
