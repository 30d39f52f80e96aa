package org.aectl.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.aectl.data.batch.Batch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StandardizedNormTest {
    private static final int FEATURES = 4;
    /** Constant, and no number that sums come back to exactly. */
    private static final float CONSTANT = 0.1f;

    private static float[] rows(int count, Random random) {
        float[] rows = new float[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % FEATURES == 2 ? CONSTANT : 100 + (i % FEATURES + 1) * (float) random.nextGaussian();
        }
        return rows;
    }

    @Test
    void isTheSumOfSquaresOfStandardScoresWithoutConstantFeatures() {
        Random random = new Random(5);
        float[] first = rows(30, random);
        float[] second = rows(11, random);
        StandardizedNorm norm = StandardizedNorm.fit(
                List.of(new Batch(new int[30], first, new int[0]), new Batch(new int[11], second, new int[0])),
                FEATURES);
        float[] others = rows(3, random);
        others[2] = 77;

        double[] norms = norm.of(new Batch(new int[3], others, new int[0]));

        for (int row = 0; row < 3; row++) {
            double expected = 0;
            for (int feature : List.of(0, 1, 3)) {
                double mean = 0;
                double variance = 0;
                for (int i = 0; i < 41; i++) {
                    mean += value(first, second, i, feature) / 41;
                }
                for (int i = 0; i < 41; i++) {
                    variance += Math.pow(value(first, second, i, feature) - mean, 2) / 41;
                }
                expected += Math.pow(others[row * FEATURES + feature] - mean, 2) / variance;
            }
            assertThat(norms[row]).isEqualTo(expected, Offset.offset(1e-9 * expected));
        }
    }

    private static double value(float[] first, float[] second, int row, int feature) {
        return row < 30 ? first[row * FEATURES + feature] : second[(row - 30) * FEATURES + feature];
    }
}
