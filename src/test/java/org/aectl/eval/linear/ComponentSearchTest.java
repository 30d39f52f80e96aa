package org.aectl.eval.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aectl.data.batch.Batch;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each way to principal components against a singular value decomposition that is known or computed elsewhere. */
class ComponentSearchTest {
    private static Batch batch(double[][] rows, int first, int count) {
        int features = rows[0].length;
        float[] values = new float[count * features];
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = first + i;
            for (int j = 0; j < features; j++) {
                values[i * features + j] = (float) rows[first + i][j];
            }
        }
        return new Batch(numbers, values, new int[0]);
    }

    private static List<Batch> batches(double[][] rows, int size) {
        List<Batch> batches = new ArrayList<>();
        for (int first = 0; first < rows.length; first += size) {
            batches.add(batch(rows, first, Math.min(size, rows.length - first)));
        }
        return batches;
    }

    private static double[][] random(int rows, int features, long seed) {
        Random random = new Random(seed);
        double[][] values = new double[rows][features];
        for (double[] row : values) {
            for (int j = 0; j < features; j++) {
                row[j] = (float) (3 + random.nextGaussian() / (1 + j % 7));
            }
        }
        return values;
    }

    /** The squared error of each of some rows, by the right singular vectors of the centred others. */
    private static double[] errors(double[][] fitted, double[][] rows, int components) {
        int features = fitted[0].length;
        double[] mean = new double[features];
        for (double[] row : fitted) {
            for (int j = 0; j < features; j++) {
                mean[j] += row[j] / fitted.length;
            }
        }
        double[][] centred = new double[fitted.length][features];
        for (int i = 0; i < fitted.length; i++) {
            for (int j = 0; j < features; j++) {
                centred[i][j] = fitted[i][j] - mean[j];
            }
        }
        RealMatrix right = new SingularValueDecomposition(new Array2DRowRealMatrix(centred)).getV();
        double[] errors = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] left = new double[features];
            for (int j = 0; j < features; j++) {
                left[j] = rows[i][j] - mean[j];
            }
            double[] whole = left.clone();
            for (int k = 0; k < components; k++) {
                double code = 0;
                for (int j = 0; j < features; j++) {
                    code += whole[j] * right.getEntry(j, k);
                }
                for (int j = 0; j < features; j++) {
                    left[j] -= code * right.getEntry(j, k);
                }
            }
            for (double value : left) {
                errors[i] += value * value;
            }
        }
        return errors;
    }

    @Test
    void ofFewerRowsThanFeaturesTheyAreThoseOfTheSingularValueDecomposition() {
        double[][] fitted = random(30, 90, 1);
        double[][] others = random(7, 90, 2);
        for (int components : new int[] {1, 5, 20}) {
            PrincipalComponents found = PrincipalComponents.fit(batches(fitted, 8), 90, components);

            assertThat(found.components()).isEqualTo(components);
            assertThat(found.squaredErrors(batch(others, 0, 7)))
                    .containsExactly(errors(fitted, others, components), Offset.offset(1e-9));
        }
    }

    @Test
    void thereAreNoMoreThanRowsSpan() {
        double[][] fitted = random(12, 500, 3);

        PrincipalComponents found = PrincipalComponents.fit(batches(fitted, 12), 500, 40);

        assertThat(found.components()).isEqualTo(11);
        assertThat(found.squaredErrors(batch(fitted, 0, 12))).containsExactly(new double[12], Offset.offset(1e-9));
    }

    @Test
    void rowsThatDoNotDifferHaveADirectionThatHoldsNothing() {
        double[][] fitted = new double[3][2000];
        fitted[0][5] = 1;
        fitted[1][5] = 1;
        fitted[2][5] = 1;

        PrincipalComponents found = PrincipalComponents.fit(batches(fitted, 3), 2000, 4);

        assertThat(found.components()).isEqualTo(1);
        assertThat(found.squaredErrors(batch(fitted, 0, 3))).containsExactly(0, 0, 0);
    }

    /** Number k of the orthonormal cosines of a length; but for the first one, each has the sum 0. */
    private static double[] cosine(int length, int k) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = Math.sqrt(2.0 / length) * Math.cos(Math.PI * (i + 0.5) * k / length);
        }
        return values;
    }

    /** Rows whose singular value number k is {@code 100 x 0.9^k}, by known vectors. */
    private static double[][] withSingularValues(int rows, int features, int count) {
        double[][] values = new double[rows][features];
        for (int k = 0; k < count; k++) {
            double[] left = cosine(rows, k + 1);
            double[] right = cosine(features, k + 1);
            for (int i = 0; i < rows; i++) {
                double factor = 100 * Math.pow(0.9, k) * left[i];
                for (int j = 0; j < features; j++) {
                    values[i][j] += factor * right[j];
                }
            }
        }
        return values;
    }

    @Test
    void ofManyRowsAndFeaturesTheErrorIsRightToFourDigitsAndRepeatedCallsAgree() {
        int rows = 1100;
        int features = 1050;
        List<Batch> batches = batches(withSingularValues(rows, features, 60), 256);
        double expected = 0;
        for (int k = 8; k < 60; k++) {
            expected += Math.pow(100 * Math.pow(0.9, k), 2);
        }

        PrincipalComponents found = PrincipalComponents.fit(batches, features, 8);

        assertThat(found.components()).isEqualTo(8);
        double error = batches.stream().mapToDouble(found::squaredError).sum();
        assertThat(error).isCloseTo(expected, Offset.offset(1e-4 * expected));
        double[][] directions = found.directions();
        for (int k = 0; k < 6; k++) {
            double[] right = cosine(features, k + 1);
            double product = 0;
            for (int j = 0; j < features; j++) {
                product += right[j] * directions[j][k];
            }
            assertThat(Math.abs(product)).as("direction %d", k).isCloseTo(1, Offset.offset(1e-3));
        }
        assertThat(PrincipalComponents.fit(batches, features, 8).directions()).isDeepEqualTo(directions);
    }

    @Test
    void ofAFullRankThatTheRowsDoNotHaveTheSpareDirectionsAreLeftOut() {
        List<Batch> batches = batches(withSingularValues(1100, 1050, 5), 300);

        PrincipalComponents found = PrincipalComponents.fit(batches, 1050, 30);

        assertThat(found.components()).isBetween(5, 30);
        assertThat(batches.stream().mapToDouble(found::squaredError).sum()).isBetween(0.0, 1e-3);
    }

    @Test
    void theyAreNotToBeHadWhereTheyWouldCostTooMuch() {
        assertThat(PrincipalComponents.obstacle(60, 76_800, 16)).isEmpty();
        assertThat(PrincipalComponents.obstacle(24, 20_000, 10)).isEmpty();
        assertThat(PrincipalComponents.obstacle(60_000, 784, 784)).isEmpty();
        assertThat(PrincipalComponents.obstacle(1_000_000, 12, 4)).isEmpty();
        assertThat(PrincipalComponents.obstacle(50_000, 3072, 128)).isEmpty();
        assertThat(PrincipalComponents.obstacle(5_000, 196_608, 512))
                .hasValue("512 components of 5,000 rows of 196,608 values would cost more than the model");
        assertThat(PrincipalComponents.obstacle(2_000_000, 3072, 256)).isPresent();
    }
}
