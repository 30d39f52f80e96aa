package org.aectl.infer.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.aectl.model.code.StandardNormal;
import org.aectl.model.code.UnitDistributions;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final StandardNormal NORMAL = new StandardNormal();

    private static float[] read(Codes codes, int row, int units) {
        // A place before and one behind show that nothing else is written.
        float[] target = new float[units + 2];
        codes.read(row, target, 1);
        assertThat(target[0]).isZero();
        assertThat(target[units + 1]).isZero();
        return java.util.Arrays.copyOfRange(target, 1, units + 1);
    }

    @Test
    void theLinesOfAGridAreNormalQuantilesOfEvenlySpacedProbabilities() {
        NormalDistribution normal = new NormalDistribution();
        GridCodes grid = new GridCodes(NORMAL, 4, 0);

        assertThat(grid.count()).isEqualTo(16);
        double[] lines = new double[4];
        for (int i = 0; i < 4; i++) {
            lines[i] = normal.inverseCumulativeProbability(0.125 + 0.25 * i);
        }
        for (int row = 0; row < 16; row++) {
            // Unit 0 grows to the right, unit 1 from the bottom.
            assertThat(read(grid, row, 2))
                    .containsExactly(new float[] {(float) lines[row % 4], (float) lines[3 - row / 4]}, within(1e-6f));
            assertThat(grid.place(row)).containsExactly(row % 4, 3 - row / 4);
        }
        assertThat(grid.placeNames()).containsExactly("step0", "step1");
    }

    @Test
    void anInterpolationRunsEvenlyFromOneCodeToTheOther() {
        InterpolatedCodes codes = new InterpolatedCodes(new float[] {1, -3, 0.1f}, new float[] {2, 5, 0.3f}, 5, 7);

        assertThat(read(codes, 0, 3)).containsExactly(1, -3, 0.1f);
        assertThat(read(codes, 1, 3)).containsExactly(new float[] {1.25f, -1, 0.15f}, within(1e-6f));
        assertThat(read(codes, 2, 3)).containsExactly(new float[] {1.5f, 1, 0.2f}, within(1e-6f));
        assertThat(read(codes, 4, 3)).containsExactly(2, 5, 0.3f);
        assertThat(codes.label(3)).isEqualTo(7);
        assertThat(codes.place(3)).containsExactly(3);
    }

    @Test
    void aTraversalChangesOneUnitAtATimeOverThreeDeviations() {
        UnitDistributions units = new EmpiricalPrior(new float[] {0, 0, 10, 2, 0, 20, 4, 0, 30}, 3);
        TraversedCodes codes = new TraversedCodes(new float[] {7, 8, 9}, units, List.of(2, 0), 5, 1);

        assertThat(codes.count()).isEqualTo(10);
        double deviation = Math.sqrt(200 / 3.0);
        for (int step = 0; step < 5; step++) {
            double deviations = -3 + 1.5 * step;
            assertThat(read(codes, step, 3))
                    .containsExactly(new float[] {7, 8, (float) (20 + deviations * deviation)}, within(1e-5f));
            assertThat(codes.place(step)).containsExactly(2, step);
            float first = (float) (2 + deviations * Math.sqrt(8 / 3.0));
            assertThat(read(codes, 5 + step, 3)).containsExactly(new float[] {first, 8, 9}, within(1e-5f));
            assertThat(codes.place(5 + step)).containsExactly(0, step);
        }
        assertThat(codes.placeNames()).containsExactly("unit", "step");
    }

    @Test
    void aTraversalOfThePriorGoesFromMinusThreeToThree() {
        TraversedCodes codes = new TraversedCodes(new float[2], NORMAL, List.of(1), 3, 0);

        assertThat(read(codes, 0, 2)).containsExactly(0, -3);
        assertThat(read(codes, 1, 2)).containsExactly(0, 0);
        assertThat(read(codes, 2, 2)).containsExactly(0, 3);
    }

    @Test
    void observedQuantilesAreThoseOfAnIndependentComputation() {
        float[] codes = {3, 1, -1, 7, 4, 5, 9, 2, 6, 0};
        EmpiricalPrior units = new EmpiricalPrior(codes, 2);
        Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);

        for (double probability : new double[] {0.01, 0.125, 0.25, 0.5, 0.61, 0.99}) {
            assertThat(units.quantile(0, probability))
                    .isCloseTo(percentile.evaluate(new double[] {3, -1, 4, 9, 6}, 100 * probability), within(1e-12));
            assertThat(units.quantile(1, probability))
                    .isCloseTo(percentile.evaluate(new double[] {1, 7, 5, 2, 0}, 100 * probability), within(1e-12));
        }
        assertThat(units.mean(0)).isCloseTo(4.2, within(1e-12));
        assertThat(units.deviation(1)).isCloseTo(Math.sqrt(6.8), within(1e-12));
    }

    @Test
    void theTemperatureMultipliesTheCodesOfThePrior() {
        DrawnCodes usual = new DrawnCodes(new PriorSampler(NORMAL, 3, 5, 1), 4, 0, null);
        DrawnCodes hot = new DrawnCodes(new PriorSampler(NORMAL, 3, 5, 2.5), 4, 0, null);

        for (int row = 0; row < 4; row++) {
            float[] code = read(usual, row, 3);
            float[] stretched = read(hot, row, 3);
            for (int unit = 0; unit < 3; unit++) {
                assertThat(stretched[unit]).isCloseTo(2.5f * code[unit], within(1e-6f));
            }
        }
    }

    @Test
    void codesOfThePriorHaveMeanZeroAndVarianceOne() {
        float[] codes = new float[2 * 10_000];
        DrawnCodes drawn = new DrawnCodes(new PriorSampler(NORMAL, 2, 1, 1), 10_000, 0, null);
        for (int row = 0; row < drawn.count(); row++) {
            drawn.read(row, codes, 2 * row);
        }
        EmpiricalPrior units = new EmpiricalPrior(codes, 2);
        for (int unit = 0; unit < 2; unit++) {
            assertThat(units.mean(unit)).isCloseTo(0, within(0.03));
            assertThat(units.deviation(unit)).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void classesComeInTurnUnlessOneIsChosen() {
        PriorSampler prior = new PriorSampler(NORMAL, 1, 0, 1);
        assertThat(new DrawnCodes(prior, 9, 3, null).label(4)).isEqualTo(1);
        assertThat(new DrawnCodes(prior, 9, 3, 2).label(4)).isEqualTo(2);
        assertThat(new DrawnCodes(prior, 9, 0, null).label(4)).isZero();
        assertThat(new DrawnCodes(prior, 9, 3, null).first(5).count()).isEqualTo(5);
        assertThat(new DrawnCodes(prior, 9, 3, null).first(50).count()).isEqualTo(9);
    }

    @Test
    void eachClassIsDrawnFromItsOwnMixture() {
        GaussianMixture low = mixture(-100);
        GaussianMixture high = mixture(100);
        MixtureSampler sampler = new MixtureSampler(Map.of(3, low, 5, high), 0, 1);

        assertThat(read(new DrawnCodes(sampler, 1, 9, 3), 0, 1)[0]).isNegative();
        assertThat(read(new DrawnCodes(sampler, 1, 9, 5), 0, 1)[0]).isPositive();
        assertThatThrownBy(() -> sampler.draw(0, 4, new float[1], 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static GaussianMixture mixture(double mean) {
        return new GaussianMixture(new double[] {1}, List.of(Gaussian.of(new double[] {mean}, new double[][] {{1}})));
    }
}
