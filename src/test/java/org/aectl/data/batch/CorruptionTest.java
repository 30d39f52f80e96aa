package org.aectl.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.aectl.config.DataConfig.Binarize;
import org.aectl.config.DataConfig.Scale;
import org.aectl.config.NoiseConfig;
import org.aectl.config.NoiseSchedule;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.KeyedRandom.Purpose;
import org.aectl.data.TestExamples;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class CorruptionTest {
    private static final int MANY = 1_000_000;
    private static final ValueRange RANGE = new ValueRange(-2, 3);

    private static NoiseConfig gaussian(double sigma) {
        return new NoiseConfig.Gaussian(sigma, null);
    }

    private static NoiseConfig saltAndPepper(double probability) {
        return new NoiseConfig.SaltAndPepper(probability, null);
    }

    private static NoiseConfig masking(double probability) {
        return new NoiseConfig.Masking(probability, null);
    }

    private static Corruption corruption(NoiseConfig... noises) {
        return Corruption.of(List.of(noises), RANGE);
    }

    /** Many equal values, corrupted as one example. */
    private static float[] corrupted(float value, Corruption corruption) {
        float[] values = new float[MANY];
        Arrays.fill(values, value);
        corruption.apply(values, 0, MANY, new KeyedRandom(7, Purpose.NOISE, 0, 0));
        return values;
    }

    private static double share(float[] values, float wanted) {
        int count = 0;
        for (float value : values) {
            count += value == wanted ? 1 : 0;
        }
        return (double) count / values.length;
    }

    @Test
    void gaussianNoiseHasTheMomentsAndTailsOfTheNormalDistribution() {
        float[] values = corrupted(0, corruption(gaussian(1)));
        DescriptiveStatistics statistics = new DescriptiveStatistics();
        for (float value : values) {
            statistics.addValue(value);
        }

        // Four standard errors: 1, sqrt(2), sqrt(6), sqrt(24) divided by the root of the count.
        double error = 4 / Math.sqrt(MANY);
        assertThat(statistics.getMean()).isCloseTo(0, within(error));
        assertThat(statistics.getVariance()).isCloseTo(1, within(1.42 * error));
        assertThat(statistics.getSkewness()).isCloseTo(0, within(2.45 * error));
        assertThat(statistics.getKurtosis()).isCloseTo(0, within(4.9 * error));
        double[] sample = Arrays.copyOf(statistics.getValues(), 100_000);
        double distance = new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(new NormalDistribution(), sample);
        assertThat(distance).isLessThan(1.63 / Math.sqrt(sample.length));
        long beyondFour = Arrays.stream(statistics.getValues())
                .filter(v -> Math.abs(v) > 4)
                .count();
        assertThat(beyondFour).isBetween(35L, 95L);
    }

    @Test
    void gaussianNoiseIsAddedInUnitsOfSigmaAndNotClipped() {
        DescriptiveStatistics statistics = new DescriptiveStatistics();
        for (float value : corrupted(3, corruption(gaussian(0.3)))) {
            statistics.addValue(value);
        }

        assertThat(statistics.getMean()).isCloseTo(3, within(0.002));
        assertThat(statistics.getStandardDeviation()).isCloseTo(0.3, within(0.001));
        assertThat(statistics.getMax()).isGreaterThan(RANGE.maximum() + 1);
    }

    @Test
    void saltAndPepperPutsHalfOfTheShareAtEitherEndOfTheRange() {
        float[] values = corrupted(0.25f, corruption(saltAndPepper(0.2)));

        assertThat(share(values, -2)).isCloseTo(0.1, within(0.0015));
        assertThat(share(values, 3)).isCloseTo(0.1, within(0.0015));
        assertThat(share(values, 0.25f)).isCloseTo(0.8, within(0.002));
    }

    @Test
    void maskingMakesTheShareZero() {
        float[] values = corrupted(0.25f, corruption(masking(0.3)));

        assertThat(share(values, 0)).isCloseTo(0.3, within(0.002));
        assertThat(share(values, 0.25f)).isCloseTo(0.7, within(0.002));
    }

    @Test
    void severalAreAppliedInTheirOrderAndIndependently() {
        float[] maskedLast = corrupted(0.25f, corruption(gaussian(0.1), masking(0.5)));
        float[] maskedFirst = corrupted(0.25f, corruption(masking(0.5), gaussian(0.1)));
        float[] maskedTwice = corrupted(0.25f, corruption(masking(0.5), masking(0.5)));

        assertThat(share(maskedLast, 0)).isCloseTo(0.5, within(0.002));
        assertThat(share(maskedFirst, 0)).isLessThan(0.001);
        assertThat(share(maskedTwice, 0)).isCloseTo(0.75, within(0.002));
    }

    @Test
    void onlyTheExampleItselfIsChanged() {
        float[] values = {1, 1, 1, 1, 1};
        corruption(gaussian(1)).apply(values, 1, 3, new KeyedRandom(7, Purpose.NOISE, 0, 0));

        assertThat(values[0]).isEqualTo(1);
        assertThat(values[4]).isEqualTo(1);
        assertThat(Arrays.copyOfRange(values, 1, 4)).doesNotContain(1f);
    }

    @Test
    void theScheduleChangesTheStrengthInAStraightLine() {
        Corruption rising = corruption(new NoiseConfig.Masking(0.4, new NoiseSchedule(0.5, 1, 4)));
        Corruption falling = corruption(new NoiseConfig.Gaussian(1, new NoiseSchedule(1, 0, 2)));

        assertThat(share(corrupted(1, rising.inEpoch(0)), 0)).isCloseTo(0.2, within(0.002));
        assertThat(share(corrupted(1, rising.inEpoch(2)), 0)).isCloseTo(0.3, within(0.002));
        assertThat(share(corrupted(1, rising.inEpoch(4)), 0)).isCloseTo(0.4, within(0.002));
        assertThat(share(corrupted(1, rising.inEpoch(9)), 0)).isCloseTo(0.4, within(0.002));
        assertThat(share(corrupted(1, falling.inEpoch(2)), 1)).isEqualTo(1);
        assertThat(share(corrupted(1, rising), 0)).isCloseTo(0.4, within(0.002));
    }

    @Test
    void everyKindOfNoiseIsKnown() {
        for (Class<?> kind : NoiseConfig.class.getPermittedSubclasses()) {
            NoiseConfig noise = kind == NoiseConfig.Gaussian.class
                    ? gaussian(1)
                    : kind == NoiseConfig.Masking.class ? masking(0.5) : saltAndPepper(0.5);
            assertThat(noise).isInstanceOf(kind);
            assertThat(share(corrupted(0.25f, corruption(noise)), 0.25f)).isLessThan(0.6);
        }
    }

    @Test
    void theRangeIsThatOfTheScaledTrainingData() {
        Examples examples = TestExamples.of(new float[] {-1, 10}, new float[] {3, 30}, new float[] {1, 20});

        assertThat(Scaling.fit(examples, Scale.NONE).scaledRange(examples)).isEqualTo(new ValueRange(-1, 30));
        assertThat(Scaling.fit(examples, Scale.UNIT).scaledRange(examples)).isEqualTo(new ValueRange(0, 1));
        assertThat(Scaling.fit(examples, Scale.MINMAX).scaledRange(examples)).isEqualTo(new ValueRange(0, 1));
        ValueRange standard = Scaling.fit(examples, Scale.STANDARD).scaledRange(examples);
        assertThat(standard.maximum()).isCloseTo((float) Math.sqrt(1.5), within(1e-5f));
        assertThat(standard.minimum()).isCloseTo((float) -Math.sqrt(1.5), within(1e-5f));
    }

    @Test
    void anExampleIsCorruptedTheSameWhateverTheBatchAndDifferentlyInEachEpoch() {
        Examples examples = TestExamples.counting(100);
        float[] first = inputs(batches(examples, 7).epoch(0));

        assertThat(inputs(batches(examples, 100).epoch(0))).isEqualTo(first);
        assertThat(inputs(batches(examples, 1).epoch(0))).isEqualTo(first);
        assertThat(inputs(batches(examples, 7).epoch(1))).isNotEqualTo(first);
    }

    @Test
    void targetsAndEvaluationAreClean() {
        Examples examples = TestExamples.counting(10);
        for (Batch batch : batches(examples, 4).epoch(0)) {
            for (int i = 0; i < batch.count(); i++) {
                assertThat(batch.features()[i]).isEqualTo(batch.rows()[i]);
            }
            assertThat(batch.inputs()).isNotEqualTo(batch.features());
        }
        for (Batch batch : batches(examples, 4).inOrder()) {
            assertThat(batch.inputs()).isSameAs(batch.features());
        }
        for (Batch batch : new Batches(examples, Scaling.none(1), Binarize.NONE, 4, 1).epoch(0)) {
            assertThat(batch.inputs()).isSameAs(batch.features());
        }
    }

    @Test
    void evaluationIsCorruptedWhereItIsAskedForAndThenAlwaysTheSame() {
        Examples examples = TestExamples.counting(50);
        float[] inputs = inputs(batches(examples, 4).corruptedInOrder());

        assertThat(inputs(batches(examples, 9).corruptedInOrder())).isEqualTo(inputs);
        assertThat(inputs).isNotEqualTo(inputs(batches(examples, 4).inOrder()));
    }

    /** The noise depends on Java's nextGaussian, too: another one would change every result. */
    @Test
    void gaussianDrawsAreTheSameWithEveryVersionOfJava() {
        KeyedRandom random = new KeyedRandom(42, Purpose.NOISE, 3, 5);

        assertThat(random.nextGaussian()).isEqualTo(1.3282952031706794);
        assertThat(random.nextGaussian()).isEqualTo(0.5543245509768453);
        assertThat(random.nextGaussian()).isEqualTo(0.37405276436093293);
    }

    private static Batches batches(Examples examples, int batchSize) {
        return new Batches(examples, Scaling.none(1), Binarize.NONE, batchSize, 3)
                .with(corruption(gaussian(0.5), masking(0.1)));
    }

    /** The network's inputs by row, each row of one feature. */
    private static float[] inputs(Iterable<Batch> batches) {
        float[] inputs = new float[100];
        for (Batch batch : batches) {
            for (int i = 0; i < batch.count(); i++) {
                inputs[batch.rows()[i]] = batch.inputs()[i];
            }
        }
        return inputs;
    }
}
