package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.aectl.data.ExampleShape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuralSimilarityTest {
    private static float[] random(int size, long seed) {
        float[] values = new float[size];
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"1,28,28,1", "3,13,17,255", "1,11,11,2", "2,7,15,1", "1,8,4,1"})
    void isWhatTheFormulaSaysWrittenOut(int channels, int height, int width, double range) {
        ExampleShape shape = new ExampleShape(channels, height, width);
        float[] a = random(shape.size() + 5, 1);
        float[] b = random(shape.size() + 3, 2);
        for (int i = 0; i < shape.size(); i++) {
            a[5 + i] *= (float) range;
            b[3 + i] = 0.6f * a[5 + i] + (float) range * 0.3f * b[3 + i];
        }

        double similarity = new StructuralSimilarity(shape, range).of(a, 5, b, 3);

        assertThat(similarity).isEqualTo(plain(shape, range, a, 5, b, 3), Offset.offset(1e-10));
        assertThat(similarity).isBetween(0.3, 0.95);
    }

    @Test
    void equalPicturesHaveOneAndInvertedOnesLessThanNone() {
        ExampleShape shape = new ExampleShape(1, 16, 20);
        float[] a = random(shape.size(), 3);
        float[] inverted = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            inverted[i] = 1 - a[i];
        }
        StructuralSimilarity similarity = new StructuralSimilarity(shape, 1);

        assertThat(similarity.of(a, 0, a, 0)).isEqualTo(1, Offset.offset(1e-12));
        assertThat(similarity.of(a, 0, inverted, 0)).isLessThan(-0.5);
    }

    /** Without structure only the comparison of the means is left: (2 m n + C1) / (m^2 + n^2 + C1). */
    @Test
    void flatPicturesAreComparedByTheirMeans() {
        ExampleShape shape = new ExampleShape(1, 12, 12);
        float[] dark = new float[144];
        float[] light = new float[144];
        Arrays.fill(dark, 0.25f);
        Arrays.fill(light, 0.5f);

        assertThat(new StructuralSimilarity(shape, 1).of(dark, 0, light, 0))
                .isEqualTo((2 * 0.125 + 1e-4) / (0.0625 + 0.25 + 1e-4), Offset.offset(1e-9));
    }

    @Test
    void rowsAndEmptyRangesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StructuralSimilarity(ExampleShape.features(4), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StructuralSimilarity(new ExampleShape(1, 12, 12), 0));
    }

    /** By the definition: a weighted mean, variance and covariance about the mean, window by window. */
    private static double plain(ExampleShape shape, double range, float[] a, int offsetA, float[] b, int offsetB) {
        int rows = Math.min(11, shape.height());
        int columns = Math.min(11, shape.width());
        double c1 = Math.pow(0.01 * range, 2);
        double c2 = Math.pow(0.03 * range, 2);
        double sum = 0;
        int places = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int top = 0; top + rows <= shape.height(); top++) {
                for (int left = 0; left + columns <= shape.width(); left++) {
                    double[] moments = new double[6];
                    for (int pass = 0; pass < 2; pass++) {
                        for (int y = 0; y < rows; y++) {
                            for (int x = 0; x < columns; x++) {
                                double dy = y - (rows - 1) / 2.0;
                                double dx = x - (columns - 1) / 2.0;
                                double weight = Math.exp(-(dx * dx + dy * dy) / (2 * 1.5 * 1.5));
                                int pixel = (channel * shape.height() + top + y) * shape.width() + left + x;
                                double p = a[offsetA + pixel];
                                double q = b[offsetB + pixel];
                                if (pass == 0) {
                                    moments[0] += weight;
                                    moments[1] += weight * p;
                                    moments[2] += weight * q;
                                } else {
                                    double dp = p - moments[1] / moments[0];
                                    double dq = q - moments[2] / moments[0];
                                    moments[3] += weight * dp * dp;
                                    moments[4] += weight * dq * dq;
                                    moments[5] += weight * dp * dq;
                                }
                            }
                        }
                    }
                    double m = moments[1] / moments[0];
                    double n = moments[2] / moments[0];
                    sum += (2 * m * n + c1)
                            * (2 * moments[5] / moments[0] + c2)
                            / ((m * m + n * n + c1) * ((moments[3] + moments[4]) / moments[0] + c2));
                    places++;
                }
            }
        }
        return sum / places;
    }
}
