package org.aectl.model.likelihood;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LikelihoodTest {
    private static final float[][] LOGITS = {{-200, -200, 200}, {200, -3, 0.5f}, {0, 40, -40}};
    private static final float[][] TARGETS = {{0, 1, 1}, {0, 0.3f, 0.75f}, {0.5f, 1, 0.25f}};

    @Test
    void crossEntropyOnLogitsIsThePlainFormulaAndFiniteForLargeOnes() {
        check(new Bernoulli(), (z, x) -> Math.max(z, 0) - z * x + Math.log1p(Math.exp(-Math.abs(z))), (z, x) -> {
            double p = 1 / (1 + Math.exp(-z));
            return p - x;
        });
    }

    @Test
    void squaredErrorIsThePlainFormula() {
        check(Gaussian.squaredError(new ActivationIdentity()), (z, x) -> (z - x) * (z - x), (z, x) -> 2 * (z - x));
    }

    @Test
    void squaredErrorIsTakenAfterTheOutputsActivation() {
        check(
                Gaussian.squaredError(new ActivationSigmoid()),
                (z, x) -> Math.pow(1 / (1 + Math.exp(-z)) - x, 2),
                (z, x) -> {
                    double p = 1 / (1 + Math.exp(-z));
                    return 2 * (p - x) * p * (1 - p);
                });
    }

    @Test
    void poissonIsThePlainProbabilityOfTheCounts() {
        double[][] z = {{-1.5, 0, 2}, {0.7, 3, -4}};
        double[][] counts = {{0, 1, 9}, {2, 20, 0}};
        INDArray delta = Nd4j.createUninitialized(DataType.DOUBLE, 2, 3);
        double[] losses = new Poisson().lossAndGradient(Nd4j.create(z), Nd4j.create(counts), 0.5, delta);
        INDArray rates = new Poisson().mean(Nd4j.create(z));
        for (int row = 0; row < 2; row++) {
            double probability = 1;
            for (int column = 0; column < 3; column++) {
                double rate = Math.exp(z[row][column]);
                probability *= Math.exp(-rate);
                for (int k = 1; k <= counts[row][column]; k++) {
                    probability *= rate / k;
                }
                assertThat(rates.getDouble(row, column)).isEqualTo(rate, Offset.offset(1e-12 * rate));
                assertThat(delta.getDouble(row, column))
                        .isEqualTo((rate - counts[row][column]) / 2, Offset.offset(1e-12 * (1 + rate)));
            }
            assertThat(losses[row]).isEqualTo(-Math.log(probability), Offset.offset(1e-12 * losses[row]));
        }
        assertThat(new Poisson().lossPerExample(Nd4j.create(z), Nd4j.create(counts)))
                .containsExactly(losses);
    }

    @Test
    void logarithmsOfFactorialsAreSumsOfLogarithms() {
        double sum = 0;
        for (int x = 1; x <= 3000; x++) {
            sum += Math.log(x);
            assertThat(Poisson.lnFactorial(x)).isEqualTo(sum, Offset.offset(1e-12 * (1 + sum)));
        }
        assertThat(Poisson.lnFactorial(0)).isZero();
        assertThat(Poisson.lnFactorial(0.5)).isEqualTo(Math.log(Math.sqrt(Math.PI) / 2), Offset.offset(1e-12));
    }

    @Test
    void noRateExplainsACountBetterThanTheCountItself() {
        Likelihood.LeastLoss least = new Poisson().leastLoss().orElseThrow();
        for (double count : new double[] {1, 2, 7}) {
            INDArray z = Nd4j.create(new double[][] {{Math.log(count)}});
            double loss = new Poisson().lossPerExample(z, Nd4j.create(new double[][] {{count}}))[0];
            assertThat(least.of((float) count)).isEqualTo(loss, Offset.offset(1e-12));
        }
        assertThat(least.of(0)).isZero();
    }

    @Test
    void theMeanIsTheOutputsActivation() {
        INDArray probabilities = new Bernoulli().mean(Nd4j.create(LOGITS));
        INDArray squashed = Gaussian.squaredError(new ActivationSigmoid()).mean(Nd4j.create(LOGITS));
        INDArray plain = Gaussian.squaredError(new ActivationIdentity()).mean(Nd4j.create(LOGITS));
        for (int row = 0; row < LOGITS.length; row++) {
            for (int column = 0; column < LOGITS[row].length; column++) {
                double sigmoid = 1 / (1 + Math.exp(-LOGITS[row][column]));
                assertThat(probabilities.getDouble(row, column)).isEqualTo(sigmoid, Offset.offset(1e-6));
                assertThat(squashed.getDouble(row, column)).isEqualTo(sigmoid, Offset.offset(1e-6));
                assertThat(plain.getDouble(row, column)).isEqualTo(LOGITS[row][column]);
            }
        }
    }

    @FunctionalInterface
    private interface Formula {
        double of(double z, double x);
    }

    private static void check(Likelihood likelihood, Formula loss, Formula gradient) {
        INDArray z = Nd4j.create(LOGITS);
        INDArray target = Nd4j.create(TARGETS);
        INDArray delta = Nd4j.createUninitialized(z.dataType(), z.shape(), 'c');
        double[] losses = likelihood.lossPerExample(z, target);
        double[] again = likelihood.lossAndGradient(z, target, 0.5, delta);
        for (int row = 0; row < LOGITS.length; row++) {
            double expected = 0;
            for (int column = 0; column < LOGITS[row].length; column++) {
                expected += loss.of(LOGITS[row][column], TARGETS[row][column]);
                double slope = gradient.of(LOGITS[row][column], TARGETS[row][column]);
                assertThat(delta.getDouble(row, column))
                        .isEqualTo(slope / 2, Offset.offset(1e-5 * (1 + Math.abs(slope))));
            }
            assertThat(losses[row]).isFinite().isEqualTo(expected, Offset.offset(1e-5 * Math.max(expected, 1e-3)));
            assertThat(again[row]).isEqualTo(losses[row]);
        }
        assertThat(z).as("arguments are left alone").isEqualTo(Nd4j.create(LOGITS));
        assertThat(target).isEqualTo(Nd4j.create(TARGETS));
    }
}
