package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.data.batch.Batch;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.PlainNetwork;
import org.apache.commons.math3.special.Gamma;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a network computes against plain loops. */
class ForwardTest {
    private static final int FEATURES = 5;
    private static final int EXAMPLES = 6;
    private static final Batch BATCH = Models.batch(EXAMPLES, FEATURES, 1);

    @ParameterizedTest
    @EnumSource
    void everyActivationComputesItsFormulaInHiddenLayersCodeAndOutput(Activation activation) {
        ModelConfig model = Models.plain(
                ModelConfig.Family.AE,
                3,
                new NetworkConfig.Dense(List.of(4), activation),
                null,
                activation,
                false,
                LikelihoodKind.GAUSSIAN,
                activation,
                List.of(),
                null);
        try (Autoencoder autoencoder = Models.create(model, Models.training(), FEATURES, 7)) {
            // Small, because five cubes in a row would exceed what 32 bits can follow.
            Models.randomize(autoencoder, 0.5, 3);
            check(autoencoder, PlainNetwork.of(autoencoder, activation));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BERNOULLI", "GAUSSIAN"})
    void aTiedDecoderUsesTheTransposedWeightsOfTheEncoder(LikelihoodKind likelihood) {
        ModelConfig model = Models.model(2, List.of(4, 3), Activation.TANH, true, likelihood);
        try (Autoencoder autoencoder = Models.create(model, Models.training(), FEATURES, 7)) {
            Models.randomize(autoencoder, 0.7, 3);
            for (int step = 0; step < 5; step++) {
                autoencoder.train(BATCH, new TrainingStep(step, 0, 0.01));
            }
            Activation output = likelihood == LikelihoodKind.BERNOULLI ? Activation.SIGMOID : Activation.IDENTITY;
            check(autoencoder, PlainNetwork.of(autoencoder, output));
            assertThat(autoencoder.parameters()).hasSize(5 * 4 + 4 * 3 + 3 * 2 + (4 + 3 + 2) + (3 + 4 + 5));
        }
    }

    @Test
    void aDecoderOfItsOwnShapeIsBuiltAsGiven() {
        ModelConfig model = Models.plain(
                ModelConfig.Family.AE,
                2,
                new NetworkConfig.Dense(List.of(), Activation.RELU),
                new NetworkConfig.Dense(List.of(7, 3), Activation.SOFTSIGN),
                Activation.TANH,
                false,
                LikelihoodKind.BERNOULLI,
                null,
                List.of(),
                null);
        try (Autoencoder autoencoder = Models.create(model, Models.training(), FEATURES, 7)) {
            Models.randomize(autoencoder, 0.7, 3);
            check(autoencoder, PlainNetwork.of(autoencoder, Activation.SIGMOID));
        }
    }

    private static void check(Autoencoder autoencoder, PlainNetwork plain) {
        float[] codes = autoencoder.codec().encode(BATCH.features(), EXAMPLES);
        float[] outputs = autoencoder.codec().reconstruct(BATCH.features(), EXAMPLES);
        assertThat(autoencoder.codec().decode(codes, EXAMPLES)).containsExactly(outputs);
        for (int row = 0; row < EXAMPLES; row++) {
            double[] code = plain.encode(PlainNetwork.row(BATCH.features(), row, FEATURES));
            assertThat(PlainNetwork.row(codes, row, code.length))
                    .as("code of row %d", row)
                    .containsExactly(code, tolerance(code));
            double[] output = plain.decode(code);
            assertThat(PlainNetwork.row(outputs, row, FEATURES))
                    .as("output of row %d", row)
                    .containsExactly(output, tolerance(output));
        }
    }

    /** 1e-5 of the largest value, or of 1. */
    private static Offset<Double> tolerance(double[] values) {
        double largest = 1;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return Offset.offset(1e-5 * largest);
    }

    private static double loss(LikelihoodKind likelihood, double x, double z) {
        double p = 1 / (1 + Math.exp(-z));
        return switch (likelihood) {
            case BERNOULLI -> -x * Math.log(p) - (1 - x) * Math.log(1 - p);
            case GAUSSIAN -> (z - x) * (z - x);
            case POISSON -> Math.exp(z) - x * z + Gamma.logGamma(x + 1);
        };
    }

    @Test
    void theLossOfABatchIsTheMeanOfItsExamplesAndOfTheirFormula() {
        for (LikelihoodKind likelihood : LikelihoodKind.values()) {
            ModelConfig model = Models.model(2, List.of(4), Activation.TANH, false, likelihood);
            try (Autoencoder autoencoder = Models.create(model, Models.training(), FEATURES, 7)) {
                Models.randomize(autoencoder, 0.7, 3);
                PlainNetwork plain = PlainNetwork.of(autoencoder, Activation.IDENTITY);
                double[] losses = autoencoder.codec().reconstructionLosses(BATCH);
                double sum = 0;
                for (int row = 0; row < EXAMPLES; row++) {
                    double[] x = PlainNetwork.row(BATCH.features(), row, FEATURES);
                    double[] z = plain.logits(plain.encode(x));
                    double expected = 0;
                    for (int i = 0; i < FEATURES; i++) {
                        expected += loss(likelihood, x[i], z[i]);
                    }
                    assertThat(losses[row]).isEqualTo(expected, Offset.offset(1e-5 * (1 + expected)));
                    sum += expected;
                }
                Losses before = autoencoder.losses(BATCH);
                assertThat(before.total()).isEqualTo(sum / EXAMPLES, Offset.offset(1e-5 * (1 + sum / EXAMPLES)));
                Losses training = autoencoder.train(BATCH, new TrainingStep(0, 0, 0.001));
                assertThat(training.total()).isEqualTo(before.total(), Offset.offset(1e-5 * (1 + before.total())));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherOneOthers() {
        ModelConfig model = Models.model(2, List.of(4), Activation.RELU, false, LikelihoodKind.BERNOULLI);
        try (Autoencoder first = Models.create(model, Models.training(), FEATURES, 7);
                Autoencoder second = Models.create(model, Models.training(), FEATURES, 7);
                Autoencoder other = Models.create(model, Models.training(), FEATURES, 8)) {
            assertThat(second.parameters()).containsExactly(first.parameters());
            assertThat(other.parameters()).isNotEqualTo(first.parameters());
            for (LayerPlan layer : first.plan().layers().toList()) {
                double[][] weights = PlainNetwork.parameter(first, layer.name(), "W");
                double[][] others = PlainNetwork.parameter(other, layer.name(), "W");
                for (int i = 0; i < weights.length; i++) {
                    assertThat(weights[i]).as("weights of %s", layer.name()).isNotEqualTo(others[i]);
                }
                assertThat(PlainNetwork.parameter(first, layer.name(), "b")[0]).containsOnly(0);
            }
        }
    }

    @Test
    void aTrainingThatGoesOnElsewhereGivesTheSameWeightsToTheLastBit() {
        ModelConfig model = Models.model(2, List.of(4), Activation.TANH, true, LikelihoodKind.BERNOULLI);
        try (Autoencoder first = Models.create(model, Models.training(), FEATURES, 7);
                Autoencoder second = Models.create(model, Models.training(), FEATURES, 8)) {
            first.train(BATCH, new TrainingStep(0, 0, 0.01));
            first.train(BATCH, new TrainingStep(1, 0, 0.01));
            second.setParameters(first.parameters());
            second.setOptimizerState(first.optimizerState());
            assertThat(second.parameters()).containsExactly(first.parameters());
            assertThat(second.optimizerState()).containsExactly(first.optimizerState());

            first.train(BATCH, new TrainingStep(2, 0, 0.01));
            second.train(BATCH, new TrainingStep(2, 0, 0.01));
            assertThat(second.parameters()).containsExactly(first.parameters());
            assertThat(second.optimizerState()).containsExactly(first.optimizerState());
        }
    }

    @Test
    void parametersOptimizerStateAndValuesOfAnotherLengthAreRefused() {
        ModelConfig model = Models.model(2, List.of(), Activation.IDENTITY, false, LikelihoodKind.GAUSSIAN);
        try (Autoencoder autoencoder = Models.create(model, Models.training(), FEATURES, 7)) {
            int parameters = 5 * 2 + 2 + 2 * 5 + 5;
            assertThat(autoencoder.parameters()).hasSize(parameters);
            assertThat(autoencoder.optimizerState()).hasSize(2 * parameters);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> autoencoder.setParameters(new float[parameters - 1]))
                    .withMessage("the checkpoint's parameters are 26 numbers, those of this network 27");
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> autoencoder.setOptimizerState(new float[0]))
                    .withMessage("the checkpoint's optimizer values are 0 numbers, those of this network 54");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> autoencoder.codec().encode(new float[9], 2));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> autoencoder.codec().decode(new float[5], 2));
        }
    }

    @Test
    void anOptimizerWithoutMemoryHasAnEmptyState() {
        ModelConfig model = Models.model(2, List.of(), Activation.IDENTITY, false, LikelihoodKind.GAUSSIAN);
        try (Autoencoder autoencoder =
                Models.create(model, Models.training(new OptimizerConfig.Sgd(0.1), 0, null), FEATURES, 7)) {
            assertThat(autoencoder.optimizerState()).isEmpty();
            autoencoder.setOptimizerState(new float[0]);
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> autoencoder.setOptimizerState(new float[1]));
        }
    }

    @Test
    void aStepWithALossThatIsNotFiniteLeavesTheWeightsAlone() {
        ModelConfig model = Models.model(2, List.of(), Activation.IDENTITY, false, LikelihoodKind.GAUSSIAN);
        try (Autoencoder autoencoder = Models.create(model, Models.training(), FEATURES, 7)) {
            float[] before = autoencoder.parameters();
            float[] values = BATCH.features().clone();
            values[3] = Float.NaN;
            Losses losses = autoencoder.train(new Batch(BATCH.rows(), values, new int[0]), new TrainingStep(0, 0, 0.1));
            assertThat(losses.isFinite()).isFalse();
            assertThat(autoencoder.parameters()).containsExactly(before);
            assertThat(autoencoder.losses(BATCH).isFinite()).isTrue();
        }
    }
}
