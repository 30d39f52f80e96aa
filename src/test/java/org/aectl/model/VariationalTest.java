package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aectl.config.Activation;
import org.aectl.config.KlConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.ModelConfig.Bound;
import org.aectl.config.ModelConfig.Family;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.code.Posterior;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.NetworkPlan;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a code that is a distribution changes, besides the gradients. */
class VariationalTest {
    private static final int FEATURES = 5;
    private static final int UNITS = 2;
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 4;
    private static final Offset<Double> NEARLY = Offset.offset(1e-5);

    private static Autoencoder autoencoder(Family family, KlConfig kl, int samples, @Nullable Bound bound) {
        ModelConfig model = Models.variational(
                family,
                Networks.dense(Activation.TANH, false, 4),
                UNITS,
                LikelihoodKind.BERNOULLI,
                null,
                kl,
                samples,
                bound);
        NetworkPlan plan = NetworkPlan.of(model, ExampleShape.features(FEATURES), CLASSES);
        Autoencoder autoencoder = Autoencoder.create(model, Models.training(), plan, 7);
        Models.randomize(autoencoder, 0.8, 5);
        return autoencoder;
    }

    private static Autoencoder autoencoder(KlConfig kl) {
        return autoencoder(Family.VAE, kl, 1, null);
    }

    private static Batch batch(Autoencoder autoencoder) {
        return Models.corruptedBatch(EXAMPLES, FEATURES, CLASSES, autoencoder.codeNoise(), 3);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double part(Losses losses, String name) {
        return losses.parts().getOrDefault(name, Double.NaN);
    }

    @ParameterizedTest
    @EnumSource(names = {"VAE", "CVAE"})
    void codesAtInferenceAreTheMeans(Family family) {
        try (Autoencoder autoencoder = autoencoder(family, KlConfig.BOUND, 1, null)) {
            Batch batch = batch(autoencoder);
            autoencoder.losses(batch);

            float[] codes = autoencoder.codec().encode(batch);

            double[] means = autoencoder.codec().posterior(batch).means();
            assertThat(codes).hasSize(EXAMPLES * UNITS);
            for (int i = 0; i < codes.length; i++) {
                assertThat(codes[i]).isEqualTo((float) means[i]);
            }
            assertThat(autoencoder.codec().decode(codes, batch.labels()))
                    .containsExactly(autoencoder.codec().reconstruct(batch));
        }
    }

    @Test
    void aCodeDrawnWithoutNoiseIsTheMean() {
        try (Autoencoder autoencoder = autoencoder(KlConfig.BOUND)) {
            Batch batch = batch(autoencoder);
            double drawn = part(autoencoder.losses(batch), Losses.RECONSTRUCTION);
            Batch quiet = batch.withCodeNoise(new float[batch.codeNoise().length]);

            double atMean = part(autoencoder.losses(quiet), Losses.RECONSTRUCTION);

            assertThat(atMean).isEqualTo(mean(autoencoder.codec().reconstructionLosses(batch)), NEARLY);
            assertThat(drawn).isNotCloseTo(atMean, NEARLY);
        }
    }

    @Test
    void lossesWithoutRandomNumbersAreRefused() {
        try (Autoencoder autoencoder = autoencoder(KlConfig.BOUND)) {
            Batch batch = batch(autoencoder).withCodeNoise(new float[0]);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> autoencoder.losses(batch))
                    .withMessage("a batch without random numbers to draw its codes with");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> autoencoder.train(batch, new TrainingStep(0, 0, 0.1)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> autoencoder.losses(batch.withCodeNoise(new float[EXAMPLES * UNITS - 1])));
        }
    }

    @Test
    void aPlainCodeHasNoDistribution() {
        ModelConfig plain = Models.model(UNITS, List.of(4), Activation.TANH, false, LikelihoodKind.BERNOULLI);
        try (Autoencoder autoencoder = Models.create(plain, Models.training(), FEATURES, 7)) {
            Batch batch = batch(autoencoder);

            assertThat(autoencoder.hasPosterior()).isFalse();
            assertThat(autoencoder.codeNoise()).isZero();
            assertThatIllegalStateException()
                    .isThrownBy(() -> autoencoder.codec().posterior(batch));
            assertThatIllegalStateException()
                    .isThrownBy(() -> autoencoder.codec().logWeights(batch));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void theWeightedBoundIsTighterThanTheMeanOfItsSamples(int samples) {
        try (Autoencoder autoencoder = autoencoder(Family.VAE, KlConfig.BOUND, samples, Bound.IWAE)) {
            Batch batch = batch(autoencoder);

            double loss = autoencoder.losses(batch).total();

            double[] logWeights = autoencoder.codec().logWeights(batch);
            double bound = 0;
            for (int example = 0; example < EXAMPLES; example++) {
                double sum = 0;
                for (int sample = 0; sample < samples; sample++) {
                    sum += Math.exp(logWeights[example * samples + sample]);
                }
                bound -= Math.log(sum / samples) / EXAMPLES;
            }
            assertThat(logWeights).hasSize(EXAMPLES * samples);
            assertThat(loss).isEqualTo(bound, NEARLY);
            if (samples == 1) {
                assertThat(loss).isEqualTo(-mean(logWeights), NEARLY);
            } else {
                assertThat(loss).isLessThan(-mean(logWeights));
            }
        }
    }

    @Test
    void theEvidenceBoundTakesTheMeanOfItsSamples() {
        try (Autoencoder three = autoencoder(Family.VAE, KlConfig.BOUND, 3, Bound.ELBO);
                Autoencoder one = autoencoder(KlConfig.BOUND)) {
            Batch batch = batch(three);
            double sum = 0;
            for (int sample = 0; sample < 3; sample++) {
                sum += one.losses(batch.withCodeNoise(sampleOf(batch.codeNoise(), sample, 3)))
                        .total();
            }

            assertThat(three.losses(batch).total()).isEqualTo(sum / 3, NEARLY);
        }
    }

    private static float[] sampleOf(float[] noise, int sample, int samples) {
        float[] one = new float[noise.length / samples];
        for (int example = 0; example < EXAMPLES; example++) {
            System.arraycopy(noise, (example * samples + sample) * UNITS, one, example * UNITS, UNITS);
        }
        return one;
    }

    @ParameterizedTest(name = "warm-up {0}, cycle {1}, after {2} epochs: {3}")
    @CsvSource({
        "0, , 0, 4",
        "0, , 7, 4",
        "2, , 0, 0",
        "2, , 0.5, 1",
        "2, , 1, 2",
        "2, , 2, 4",
        "2, , 9, 4",
        "2, 5, 1, 2",
        "2, 5, 4.5, 4",
        "2, 5, 5, 0",
        "2, 5, 6, 2",
        "2, 5, 7, 4",
        "2, 5, 11, 2",
        "0.5, 1, 3.25, 2"
    })
    void theWeightOfTheDivergenceRisesAndStartsOver(
            double warmup, @Nullable Double cycle, double epochs, double expected) {
        assertThat(new KlConfig(4, warmup, cycle, 0).weight(epochs)).isEqualTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1.5", "2, 3", "5, 3"})
    void trainingUsesTheWeightOfItsTimeAndEvaluationTheWholeOne(double epochs, double weight) {
        try (Autoencoder autoencoder = autoencoder(new KlConfig(3, 2, null, 0))) {
            Batch batch = batch(autoencoder);
            Losses evaluated = autoencoder.losses(batch);

            Losses trained = autoencoder.train(batch, new TrainingStep(0, epochs, 0.01));

            double divergence = part(evaluated, Losses.KL);
            assertThat(divergence).isPositive();
            assertThat(part(trained, Losses.KL)).isEqualTo(divergence, NEARLY);
            assertThat(trained.total()).isEqualTo(part(trained, Losses.RECONSTRUCTION) + weight * divergence, NEARLY);
            assertThat(evaluated.total()).isEqualTo(part(evaluated, Losses.RECONSTRUCTION) + 3 * divergence, NEARLY);
        }
    }

    @Test
    void theDivergenceIsThatOfTheDistributions() {
        try (Autoencoder autoencoder = autoencoder(KlConfig.BOUND)) {
            Batch batch = batch(autoencoder);
            Posterior codes = autoencoder.codec().posterior(batch);
            double[] expected = new double[UNITS];
            for (int i = 0; i < EXAMPLES * UNITS; i++) {
                double mean = codes.means()[i];
                double logVariance = codes.logVariances()[i];
                expected[i % UNITS] += (mean * mean + Math.exp(logVariance) - 1 - logVariance) / 2 / EXAMPLES;
            }

            assertThat(codes.divergences()).containsExactly(expected, NEARLY);
            assertThat(part(autoencoder.losses(batch), Losses.KL))
                    .isEqualTo(Arrays.stream(expected).sum(), NEARLY);
        }
    }

    @Test
    void unitsAreChargedForAtLeastTheirFreeBits() {
        double[] divergences;
        try (Autoencoder autoencoder = autoencoder(KlConfig.BOUND)) {
            divergences = autoencoder.codec().posterior(batch(autoencoder)).divergences();
        }
        assertThat(divergences[0]).isNotCloseTo(divergences[1], within(0.01));
        double between = mean(divergences);
        double larger = Math.max(divergences[0], divergences[1]);
        Map.of(0.0, 2 * between, between, between + larger, 100.0, 200.0).forEach((freeBits, charged) -> {
            try (Autoencoder autoencoder = autoencoder(new KlConfig(1.5, 0, null, freeBits))) {
                Losses losses = autoencoder.losses(batch(autoencoder));
                assertThat(losses.total())
                        .as("%s nats are free", freeBits)
                        .isEqualTo(part(losses, Losses.RECONSTRUCTION) + 1.5 * charged, NEARLY);
                assertThat(part(losses, Losses.KL)).isEqualTo(2 * between, NEARLY);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, , -20", "3, ELBO, -20", "3, IWAE, -20", "1, , 20", "3, ELBO, 20", "3, IWAE, 20"})
    void hugeMomentsLeaveTheLossFinite(int samples, @Nullable Bound bound, double limit) {
        try (Autoencoder autoencoder = autoencoder(Family.VAE, KlConfig.BOUND, samples, bound)) {
            Batch batch = batch(autoencoder);
            autoencoder.graph().getLayer(NetworkPlan.MOMENTS).params().muli(-Math.signum(limit) * 1e4);
            double[] logVariances = autoencoder.codec().posterior(batch).logVariances();

            Losses losses = autoencoder.train(batch, new TrainingStep(0, 0, 0.01));

            assertThat(logVariances).containsOnly(limit);
            assertThat(losses.isFinite()).isTrue();
            assertThat(autoencoder.losses(batch).isFinite()).isTrue();
            for (float parameter : autoencoder.parameters()) {
                assertThat(parameter).isFinite();
            }
        }
    }

    @Test
    void anotherLabelGivesAnotherReconstructionOfAConditionalModelOnly() {
        try (Autoencoder conditional = autoencoder(Family.CVAE, KlConfig.BOUND, 1, null);
                Autoencoder other = autoencoder(KlConfig.BOUND)) {
            Batch ones = labelled(batch(conditional), 1);
            Batch twos = labelled(ones, 2);

            assertThat(conditional.codec().reconstruct(ones))
                    .isNotEqualTo(conditional.codec().reconstruct(twos));
            assertThat(conditional.codec().encode(ones))
                    .isNotEqualTo(conditional.codec().encode(twos));
            float[] codes = conditional.codec().encode(ones);
            assertThat(conditional.codec().decode(codes, ones.labels()))
                    .isNotEqualTo(conditional.codec().decode(codes, twos.labels()));
            assertThat(other.codec().reconstruct(ones)).isEqualTo(other.codec().reconstruct(twos));
        }
    }

    @Test
    void theLabelOfEveryRowIsItsOwn() {
        try (Autoencoder autoencoder = autoencoder(Family.CVAE, KlConfig.BOUND, 1, null)) {
            Batch mixed = batch(autoencoder);
            float[] values = autoencoder.codec().reconstruct(mixed);
            for (int row = 0; row < EXAMPLES; row++) {
                float[] alike = autoencoder.codec().reconstruct(labelled(mixed, mixed.labels()[row]));
                for (int i = row * FEATURES; i < (row + 1) * FEATURES; i++) {
                    assertThat(values[i]).isEqualTo(alike[i], Offset.offset(1e-6f));
                }
            }
        }
    }

    @Test
    void aConditionalModelWithoutLabelsIsRefused() {
        try (Autoencoder autoencoder = autoencoder(Family.CVAE, KlConfig.BOUND, 1, null)) {
            Batch batch = batch(autoencoder);
            Batch unlabelled = new Batch(batch.rows(), batch.features(), new int[0]);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> autoencoder.codec().reconstruct(unlabelled));
        }
    }

    private static Batch labelled(Batch batch, int label) {
        int[] labels = new int[batch.count()];
        Arrays.fill(labels, label);
        return new Batch(batch.rows(), batch.inputs(), batch.features(), labels, batch.codeNoise());
    }
}
