package org.aectl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Everything beside plain formulas in double precision, and the same to the last bit on any number of threads. */
class KernelTest {
    private static final double CLOSE = 1e-5;

    /** Rows and columns: short ones, ones longer than a block, and more than one chunk. */
    private static final int[][] SHAPES = {{1, 1}, {7, 3}, {33, 2049}, {5, 4100}, {300, 300}, {1, 70_000}};

    private final Random random = new Random(5);

    private INDArray normal(double deviation, long... shape) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
        float[] values = new float[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        HostArray.of(array).write(0, values, values.length);
        return array;
    }

    private static float[] values(INDArray array) {
        float[] values = new float[(int) array.length()];
        HostArray.of(array).read(0, values, values.length);
        return values;
    }

    /** The result of three threads, which is that of one. */
    private static float[] onAnyThreads(Supplier<float[]> work) {
        int before = Workers.count();
        try {
            Workers.set(1);
            float[] alone = work.get();
            Workers.set(3);
            assertThat(work.get()).isEqualTo(alone);
            return alone;
        } finally {
            Workers.set(before);
        }
    }

    @Test
    void theExponentialIsExactToTwoUnitsInTheLastPlace() {
        Exponential exponential = new Exponential();
        float[] x = new float[Blocks.SIZE];
        float[] results = new float[Blocks.SIZE];
        for (int block = 0; block < 50; block++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (Exponential.LIMIT * (2 * random.nextDouble() - 1));
            }
            exponential.of(1, x, results, x.length);
            for (int i = 0; i < x.length; i++) {
                float expected = (float) Math.exp(x[i]);
                assertThat(results[i]).as("exp(%s)", x[i]).isCloseTo(expected, within(2 * Math.ulp(expected)));
            }
        }
    }

    @Test
    void theExponentialOfExtremesIsFiniteAndThatOfNoNumberIsNone() {
        float[] x = {1000, -1000, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0, -0f};
        new Exponential().of(1, x, x, x.length);
        assertThat(x[0]).isEqualTo(x[2]).isBetween(6e37f, 7e37f);
        assertThat(x[1]).isEqualTo(x[3]).isBetween(1e-38f, 2e-38f);
        assertThat(x[4]).isNaN();
        assertThat(x[5]).isEqualTo(x[6]).isEqualTo(1);
    }

    private static DoubleUnaryOperator plain(Formula formula) {
        return switch (formula) {
            case IDENTITY -> z -> z;
            case RELU -> z -> Math.max(z, 0);
            case SIGMOID -> z -> 1 / (1 + Math.exp(-z));
            case TANH -> Math::tanh;
        };
    }

    private static DoubleUnaryOperator slope(Formula formula) {
        return switch (formula) {
            case IDENTITY -> z -> 1;
            case RELU -> z -> z > 0 ? 1 : 0;
            case SIGMOID -> z -> Math.exp(-z) / Math.pow(1 + Math.exp(-z), 2);
            case TANH -> z -> 1 - Math.pow(Math.tanh(z), 2);
        };
    }

    @ParameterizedTest
    @EnumSource(Formula.class)
    void activationsAndTheirGradientsArePlainFormulas(Formula formula) {
        for (int[] shape : SHAPES) {
            checkActivation(formula, shape[0], shape[1], 1);
            if (shape[1] % 3 == 0) {
                checkActivation(formula, shape[0], shape[1], shape[1] / 3);
            }
        }
    }

    private void checkActivation(Formula formula, int rows, int columns, int positions) {
        INDArray z = normal(4, rows, columns);
        INDArray biases = normal(1, columns / positions);
        INDArray epsilon = normal(1, rows, columns);
        float[] before = values(z);
        float[] bias = values(biases);
        float[] slopes = values(epsilon);

        float[] outputs = onAnyThreads(() -> {
            INDArray copy = z.dup('c');
            BiasActivation.activate(copy, biases, formula);
            return values(copy);
        });
        INDArray kept = z.dup('c');
        BiasActivation.activate(kept, biases, formula);
        INDArray biasGradients = normal(1, columns / positions);
        float[] gradients = onAnyThreads(() -> {
            INDArray copy = epsilon.dup('c');
            BiasActivation.passBack(kept, copy, biasGradients, formula);
            return values(copy);
        });

        double[] sums = new double[columns / positions];
        for (int i = 0; i < outputs.length; i++) {
            int channel = i % columns / positions;
            double sum = (double) before[i] + bias[channel];
            assertThat((double) outputs[i]).isCloseTo(plain(formula).applyAsDouble(sum), within(CLOSE));
            double expected = slopes[i] * slope(formula).applyAsDouble(sum);
            assertThat((double) gradients[i]).isCloseTo(expected, within(CLOSE));
            sums[channel] += expected;
        }
        float[] summed = values(biasGradients);
        for (int channel = 0; channel < sums.length; channel++) {
            assertThat((double) summed[channel])
                    .isCloseTo(sums[channel], within(CLOSE * (1 + Math.abs(sums[channel]))));
        }
    }

    @Test
    void withoutBiasesNothingIsAdded() {
        INDArray z = normal(1, 4, 5);
        INDArray epsilon = normal(1, 4, 5);
        float[] before = values(z);
        float[] slopes = values(epsilon);

        BiasActivation.activate(z, null, Formula.IDENTITY);
        BiasActivation.passBack(z, epsilon, null, Formula.IDENTITY);

        assertThat(values(z)).isEqualTo(before);
        assertThat(values(epsilon)).isEqualTo(slopes);
    }

    @FunctionalInterface
    private interface Loss {
        double[] of(INDArray z, INDArray target, float factor, @Nullable INDArray delta);
    }

    private void checkLoss(Loss loss, DoubleBinaryOperator plain, DoubleBinaryOperator gradient) {
        for (int[] shape : SHAPES) {
            INDArray z = normal(5, shape[0], shape[1]);
            INDArray target = normal(1, shape[0], shape[1]);
            INDArray delta = normal(1, shape[0], shape[1]);
            float[] logits = values(z);
            float[] wanted = values(target);
            double[] losses = loss.of(z, target, 0.25f, delta);
            float[] gradients = onAnyThreads(() -> {
                assertThat(loss.of(z, target, 0.25f, delta)).isEqualTo(losses);
                assertThat(loss.of(z, target, 0, null)).isEqualTo(losses);
                return values(delta);
            });
            for (int row = 0; row < shape[0]; row++) {
                double sum = 0;
                double size = 0;
                for (int i = row * shape[1]; i < (row + 1) * shape[1]; i++) {
                    double of = plain.applyAsDouble(logits[i], wanted[i]);
                    sum += of;
                    size += Math.abs(of);
                    double expected = gradient.applyAsDouble(logits[i], wanted[i]) / 4;
                    assertThat((double) gradients[i]).isCloseTo(expected, within(CLOSE * (1 + Math.abs(expected))));
                }
                assertThat(losses[row]).isCloseTo(sum, within(CLOSE * (1e-3 + size)));
            }
            assertThat(values(z)).as("arguments are left alone").isEqualTo(logits);
            assertThat(values(target)).isEqualTo(wanted);
        }
    }

    @Test
    void theCrossEntropyIsThePlainFormula() {
        checkLoss(
                RowLosses::crossEntropy,
                (z, x) -> Math.max(z, 0) - z * x + Math.log1p(Math.exp(-Math.abs(z))),
                (z, x) -> 1 / (1 + Math.exp(-z)) - x);
    }

    @ParameterizedTest
    @EnumSource(Formula.class)
    void theSquaredErrorIsThePlainFormula(Formula formula) {
        DoubleUnaryOperator f = plain(formula);
        checkLoss(
                (z, target, factor, delta) -> RowLosses.squaredError(z, target, formula, factor, delta),
                (z, x) -> Math.pow(f.applyAsDouble(z) - x, 2),
                (z, x) -> 2 * (f.applyAsDouble(z) - x) * slope(formula).applyAsDouble(z));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "5,3,7", "130,70,300", "64,300,70", "392,260,300"})
    void productsArePlainSumsForEveryOrderAndTransposition(int rows, int columns, int inner) {
        for (int variant = 0; variant < 64; variant++) {
            boolean transposeA = (variant & 1) > 0;
            boolean transposeB = (variant & 2) > 0;
            INDArray a = normal(1, transposeA ? inner : rows, transposeA ? rows : inner)
                    .dup((variant & 4) > 0 ? 'f' : 'c');
            INDArray b = normal(1, transposeB ? columns : inner, transposeB ? inner : columns)
                    .dup((variant & 8) > 0 ? 'f' : 'c');
            INDArray target = normal(1, rows, columns).dup((variant & 16) > 0 ? 'f' : 'c');
            if ((variant & 32) > 0) {
                a = a.castTo(DataType.DOUBLE);
                b = b.castTo(DataType.DOUBLE);
                target = target.castTo(DataType.DOUBLE);
            }
            INDArray expected = (transposeA ? a.transpose() : a)
                    .castTo(DataType.DOUBLE)
                    .mmul((transposeB ? b.transpose() : b).castTo(DataType.DOUBLE));
            INDArray added = expected.add(target.castTo(DataType.DOUBLE));

            assertThat(MatrixProduct.isDirect(a, b, target)).isTrue();
            int before = Workers.count();
            Workers.set(variant % 3 + 1);
            try {
                INDArray sum = target.dup(target.ordering());
                MatrixProduct.compute(a, transposeA, b, transposeB, sum, 1);
                MatrixProduct.compute(a, transposeA, b, transposeB, target, 0);
                assertThat(sum.castTo(DataType.DOUBLE).sub(added).amaxNumber().doubleValue())
                        .isLessThan(1e-4);
            } finally {
                Workers.set(before);
            }
            assertThat(target.castTo(DataType.DOUBLE).sub(expected).amaxNumber().doubleValue())
                    .isLessThan(1e-4);
        }
    }

    @Test
    void aProductOfPartsOfAnArrayIsThatOfCopies() {
        INDArray all = normal(1, 1, 5 * 4 + 4 * 3 + 5 * 3);
        INDArray a = all.get(row(), columns(0, 20)).reshape('c', 5, 4);
        INDArray b = all.get(row(), columns(20, 32)).reshape('f', 4, 3);
        INDArray target = all.get(row(), columns(32, 47)).reshape('f', 5, 3);
        INDArray expected = a.dup('c').mmul(b.dup('c'));
        MatrixProduct.compute(a, false, b, false, target, 0);
        assertThat(target.sub(expected).amaxNumber().doubleValue()).isLessThan(CLOSE);
    }

    private static INDArrayIndex row() {
        return NDArrayIndex.point(0);
    }

    private static INDArrayIndex columns(int from, int to) {
        return NDArrayIndex.interval(from, to);
    }

    @Test
    void adamIsThePlainFormula() {
        int length = 200_001;
        INDArray gradients = normal(1, 1, length);
        INDArray means = normal(1, 1, length);
        INDArray squares = normal(1, 1, length);
        squares.muli(squares.dup());
        float[] g = values(gradients);
        float[] m = values(means);
        float[] v = values(squares);
        float[] steps = onAnyThreads(() -> {
            INDArray step = gradients.dup('c');
            OptimizerKernels.adam(
                    step, means.dup('c'), squares.dup('c'), new OptimizerKernels.Adam(0.01, 0.9, 0.999, 1e-8));
            return values(step);
        });
        OptimizerKernels.adam(gradients, means, squares, new OptimizerKernels.Adam(0.01, 0.9, 0.999, 1e-8));
        for (int i = 0; i < length; i++) {
            double mean = 0.9 * m[i] + 0.1 * g[i];
            double square = 0.999 * v[i] + 0.001 * g[i] * g[i];
            double step = 0.01 * mean / (Math.sqrt(square) + 1e-8);
            assertThat((double) steps[i]).isCloseTo(step, within(CLOSE * (0.01 + Math.abs(step))));
            assertThat((double) values(means, i)).isCloseTo(mean, within(CLOSE));
            assertThat((double) values(squares, i)).isCloseTo(square, within(CLOSE * (1 + square)));
        }
    }

    @Test
    void aStepOfAdamSubtractsWhatAdamGives() {
        int length = 70_001;
        INDArray gradients = normal(1, 1, length);
        INDArray means = normal(1, 1, length);
        INDArray squares = normal(1, 1, length);
        squares.muli(squares.dup());
        INDArray parameters = normal(1, 1, length);
        float[] before = values(parameters);
        float[] unchanged = values(gradients);
        INDArray step = gradients.dup('c');
        INDArray meansAfter = means.dup('c');
        INDArray squaresAfter = squares.dup('c');
        OptimizerKernels.Adam constants = new OptimizerKernels.Adam(0.01, 0.9, 0.999, 1e-8);
        OptimizerKernels.adam(step, meansAfter, squaresAfter, constants);

        OptimizerKernels.adamStep(gradients, means, squares, parameters, constants);

        assertThat(values(means)).isEqualTo(values(meansAfter));
        assertThat(values(squares)).isEqualTo(values(squaresAfter));
        assertThat(values(gradients)).isEqualTo(unchanged);
        float[] after = values(parameters);
        float[] steps = values(step);
        for (int i = 0; i < length; i++) {
            assertThat(after[i]).isEqualTo(before[i] - steps[i]);
        }
    }

    private static float values(INDArray array, int index) {
        float[] one = new float[1];
        HostArray.of(array).read(index, one, 1);
        return one[0];
    }

    @Test
    void subtractingIsPlain() {
        INDArray from = normal(1, 1, 70_001);
        INDArray subtracted = normal(1, 1, 70_001);
        float[] minuends = values(from);
        float[] subtrahends = values(subtracted);
        OptimizerKernels.subtract(from, subtracted);
        float[] differences = values(from);
        for (int i = 0; i < differences.length; i++) {
            assertThat(differences[i]).isEqualTo(minuends[i] - subtrahends[i]);
        }
    }

    @Test
    void arraysOfOtherTypesOrWithGapsAreLeftToNd4j() {
        INDArray whole = normal(1, 6, 4);
        assertThat(HostArray.areAll(whole)).isTrue();
        assertThat(HostArray.areAll(whole, whole.castTo(DataType.DOUBLE))).isFalse();
        assertThat(HostArray.areAll(whole.transpose())).isFalse();
        assertThat(HostArray.areAll(whole.getColumns(0, 2))).isTrue();
        assertThat(HostArray.areAll(whole.get(NDArrayIndex.all(), columns(0, 2))))
                .isFalse();
        assertThat(MatrixProduct.isDirect(whole, whole.castTo(DataType.DOUBLE), whole))
                .isFalse();
        assertThat(Doubles.of(whole)).hasSize(24);
        double[] two = {1.5, -2};
        assertThat(Doubles.of(Doubles.into(Nd4j.create(DataType.DOUBLE, 1, 2), two)))
                .isEqualTo(two);
        assertThat(Doubles.of(Doubles.into(Nd4j.create(DataType.FLOAT, 1, 2), two)))
                .isEqualTo(two);
    }
}
