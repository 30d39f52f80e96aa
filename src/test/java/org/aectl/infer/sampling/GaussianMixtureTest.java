package org.aectl.infer.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.aectl.data.KeyedRandom;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mixtures against what the data were made of, and against the density of commons-math. */
class GaussianMixtureTest {
    private static final double[][] MEANS = {{0, 0}, {6, -3}};
    /** Of the standard normal numbers that each component is made of; covariances are {{4, 1}, {1, 1.25}} and I/4. */
    private static final double[][][] FACTORS = {{{2, 0}, {0.5, 1}}, {{0.5, 0}, {0, 0.5}}};

    private static final double[][][] COVARIANCES = {{{4, 1}, {1, 1.25}}, {{0.25, 0}, {0, 0.25}}};

    private static KeyedRandom random(long seed) {
        return new KeyedRandom(seed, KeyedRandom.Purpose.MIXTURE, 0, 0);
    }

    /** Three of ten from the first component. */
    private static float[] twoClouds(int count) {
        Random random = new Random(7);
        float[] codes = new float[2 * count];
        for (int row = 0; row < count; row++) {
            int cloud = row % 10 < 3 ? 0 : 1;
            double first = random.nextGaussian();
            double second = random.nextGaussian();
            for (int i = 0; i < 2; i++) {
                double[] factor = FACTORS[cloud][i];
                codes[2 * row + i] = (float) (MEANS[cloud][i] + factor[0] * first + factor[1] * second);
            }
        }
        return codes;
    }

    /** Overlapping clouds of which one unit never differs and another repeats one. */
    private static float[] awkward(int count, int units) {
        Random random = new Random(3);
        float[] codes = new float[count * units];
        for (int row = 0; row < count; row++) {
            for (int unit = 0; unit < units; unit++) {
                codes[row * units + unit] = (float) (random.nextGaussian() + (row % 3 == unit % 3 ? 1.5 : 0));
            }
            codes[row * units + 1] = 0.25f;
            codes[row * units + 2] = codes[row * units];
        }
        return codes;
    }

    @Test
    void meansCovariancesAndWeightsAreFoundAgain() {
        GaussianMixture mixture = GaussianMixture.fit(twoClouds(20_000), 2, 2, random(1));

        Integer[] order = {0, 1};
        Arrays.sort(
                order,
                Comparator.comparingDouble(k -> mixture.components().get(k).mean()[0]));
        assertThat(mixture.weights()[order[0]]).isCloseTo(0.3, within(0.01));
        assertThat(mixture.weights()[order[1]]).isCloseTo(0.7, within(0.01));
        for (int k = 0; k < 2; k++) {
            Gaussian component = mixture.components().get(order[k]);
            // Four standard errors of what 6,000 codes can say.
            assertThat(component.mean()).containsExactly(MEANS[k], within(0.1));
            for (int i = 0; i < 2; i++) {
                assertThat(component.covariance()[i]).containsExactly(COVARIANCES[k][i], within(0.3));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 70})
    void whatIsImprovedNeverFalls(int units) {
        MixtureFit fit = new MixtureFit(awkward(400, units), units, 6, random(2));

        double first = fit.improve();
        double last = first;
        for (int round = 0; round < 60; round++) {
            double next = fit.improve();
            assertThat(next).as("round %d", round).isGreaterThanOrEqualTo(last - 1e-9);
            last = next;
        }
        assertThat(last).isFinite().isGreaterThan(first + 0.1);
    }

    @Test
    void aSingleComponentIsTheMeanAndTheCovarianceOfTheCodes() {
        float[] codes = twoClouds(500);
        Gaussian component =
                GaussianMixture.fit(codes, 2, 1, random(3)).components().get(0);

        double[] means = new double[2];
        for (int i = 0; i < codes.length; i++) {
            means[i % 2] += codes[i] / 500.0;
        }
        double[][] covariance = new double[2][2];
        for (int row = 0; row < 500; row++) {
            for (int i = 0; i < 4; i++) {
                covariance[i / 2][i % 2] +=
                        (codes[2 * row + i / 2] - means[i / 2]) * (codes[2 * row + i % 2] - means[i % 2]) / 500.0;
            }
        }
        assertThat(component.mean()).containsExactly(means, within(1e-9));
        for (int i = 0; i < 2; i++) {
            // But for the ridge, a millionth.
            assertThat(component.covariance()[i]).containsExactly(covariance[i], within(2e-5));
        }
    }

    @Test
    void theDensityIsThatOfAnIndependentComputation() {
        GaussianMixture mixture = GaussianMixture.fit(twoClouds(1_000), 2, 3, random(4));

        for (float[] code : new float[][] {{0, 0}, {6, -3}, {3, -1.5f}, {-4, 2}}) {
            double expected = 0;
            for (int k = 0; k < mixture.weights().length; k++) {
                Gaussian component = mixture.components().get(k);
                expected += mixture.weights()[k]
                        * new MultivariateNormalDistribution(component.mean(), component.covariance())
                                .density(new double[] {code[0], code[1]});
            }
            double[] shares = new double[mixture.weights().length];
            assertThat(mixture.logDensity(code, 0, shares)).isCloseTo(Math.log(expected), within(1e-9));
            assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void farFromAllComponentsTheDensityStaysFinite() {
        GaussianMixture mixture = GaussianMixture.fit(twoClouds(1_000), 2, 3, random(4));

        double[] shares = new double[3];
        assertThat(mixture.logDensity(new float[] {1e6f, -1e6f}, 0, shares))
                .isFinite()
                .isLessThan(-1e9);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void covariancesAreFullUpToSixtyFourUnitsAndDiagonalAbove() {
        double[][] full = GaussianMixture.fit(awkward(300, 64), 64, 2, random(5))
                .components()
                .get(0)
                .covariance();
        double[][] diagonal = GaussianMixture.fit(awkward(300, 65), 65, 2, random(5))
                .components()
                .get(0)
                .covariance();

        assertThat(full[0][2]).isGreaterThan(0.9 * full[0][0]);
        for (int i = 0; i < 65; i++) {
            for (int j = 0; j < 65; j++) {
                if (i == j) {
                    assertThat(diagonal[i][i]).isPositive();
                } else {
                    assertThat(diagonal[i][j]).isZero();
                }
            }
        }
    }

    @Test
    void equalCodesShareOneComponentAndAreDrawnAgain() {
        float[] codes = {1, 2, 1, 2, 1, 2, 5, 6};
        GaussianMixture mixture = GaussianMixture.fit(codes, 2, 4, random(6));

        assertThat(mixture.weights()).hasSizeBetween(1, 2);
        float[] drawn = new float[2];
        mixture.draw(new Random(1), 1, drawn, 0);
        assertThat(drawn[1] - drawn[0]).isCloseTo(1, within(0.05f));
    }

    @Test
    void drawnCodesAreDistributedAsTheMixtureSays() {
        GaussianMixture mixture = GaussianMixture.fit(twoClouds(20_000), 2, 2, random(1));
        int count = 20_000;
        float[] drawn = new float[2 * count];
        Random random = new Random(9);
        for (int row = 0; row < count; row++) {
            mixture.draw(random, 1, drawn, 2 * row);
        }

        EmpiricalPrior expected = new EmpiricalPrior(twoClouds(20_000), 2);
        EmpiricalPrior found = new EmpiricalPrior(drawn, 2);
        for (int unit = 0; unit < 2; unit++) {
            assertThat(found.mean(unit)).isCloseTo(expected.mean(unit), within(0.1));
            assertThat(found.deviation(unit)).isCloseTo(expected.deviation(unit), within(0.1));
        }
        double leftOfTheGap =
                IntStream.range(0, count).filter(row -> drawn[2 * row] < 4).count() / (double) count;
        // All of the other component lies to the right of it, and 2 % of the first.
        assertThat(leftOfTheGap).isCloseTo(0.3 * 0.977, within(0.015));
    }

    @Test
    void theTemperatureStretchesADrawAboutItsComponentsMean() {
        GaussianMixture mixture = GaussianMixture.fit(twoClouds(1_000), 2, 1, random(4));
        double[] mean = mixture.components().get(0).mean();
        float[] usual = new float[2];
        float[] cold = new float[2];
        mixture.draw(new Random(5), 1, usual, 0);
        mixture.draw(new Random(5), 0.25, cold, 0);

        for (int i = 0; i < 2; i++) {
            assertThat(cold[i] - mean[i]).isCloseTo(0.25 * (usual[i] - mean[i]), within(1e-5));
        }
        assertThat(usual[0]).isNotEqualTo(cold[0]);
    }

    @Test
    void theSameSeedGivesTheSameMixture() {
        float[] codes = awkward(300, 6);
        double[] first = GaussianMixture.fit(codes, 6, 4, random(1)).weights();
        assertThat(GaussianMixture.fit(codes, 6, 4, random(1)).weights()).containsExactly(first);
        assertThat(GaussianMixture.fit(codes, 6, 4, random(2)).weights()).isNotEqualTo(first);
    }

    @Test
    void moreComponentsThanCodesAreRefused() {
        assertThatThrownBy(() -> GaussianMixture.fit(new float[] {1, 2, 3, 4}, 2, 3, random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 components for 2 codes");
    }
}
