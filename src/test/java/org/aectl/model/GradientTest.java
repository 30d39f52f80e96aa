package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.ModelConfig.Reconstruction;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.SparsityConfig.Layers;
import org.aectl.config.TrainingConfig;
import org.aectl.data.Batch;
import org.aectl.data.ExampleShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every layer, likelihood and penalty against central differences, in double precision. */
class GradientTest {
    private static final int FEATURES = 5;
    private static final int EXAMPLES = 4;
    private static final double STEP = 1e-5;

    static Stream<Arguments> networks() {
        Stream<Arguments> activations = Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(Reconstruction.values())
                        .flatMap(likelihood -> Stream.of(false, true)
                                .map(tied -> Arguments.of(activation, likelihood, tied, Activation.IDENTITY))));
        Stream<Arguments> outputs = Stream.of(Activation.values())
                .map(output -> Arguments.of(Activation.TANH, Reconstruction.GAUSSIAN, false, output));
        return Stream.concat(activations, outputs);
    }

    static Stream<Arguments> sparsities() {
        return Stream.of(Layers.values())
                .flatMap(layers -> Stream.of(
                        Arguments.of(new SparsityConfig.Kl(0.05, 3, layers), Activation.SIGMOID),
                        Arguments.of(new SparsityConfig.Kl(0.2, 0.5, layers), Activation.TANH),
                        Arguments.of(new SparsityConfig.L1(0.7, layers), Activation.IDENTITY),
                        Arguments.of(new SparsityConfig.L1(0.7, layers), Activation.SIGMOID),
                        Arguments.of(new SparsityConfig.L1(0.7, layers), Activation.SOFTSIGN),
                        Arguments.of(new SparsityConfig.TopK(2), Activation.IDENTITY),
                        Arguments.of(new SparsityConfig.TopK(2), Activation.SIGMOID),
                        Arguments.of(new SparsityConfig.TopK(1), Activation.ELU)))
                .flatMap(arguments -> Stream.of(false, true)
                        .map(tied -> Arguments.of(arguments.get()[0], arguments.get()[1], tied)));
    }

    @ParameterizedTest(name = "{0}, {1}, tied {2}, output {3}")
    @MethodSource("networks")
    void gradientsAgreeWithCentralDifferences(
            Activation activation, Reconstruction likelihood, boolean tied, Activation output) {
        Activation outputActivation = likelihood == Reconstruction.BERNOULLI ? null : output;
        check(Models.model(4, 3, activation, tied, likelihood, outputActivation, null), 0);
    }

    @ParameterizedTest(name = "{0}, {1}, tied {2}")
    @MethodSource("sparsities")
    void gradientsOfSparsityAgreeWithCentralDifferences(SparsityConfig sparsity, Activation activation, boolean tied) {
        check(Models.model(4, 3, activation, tied, Reconstruction.BERNOULLI, null, sparsity), 0.01);
    }

    /** One step of plain gradient descent with rate 1 moves the parameters by the gradient of the whole loss. */
    private static void check(ModelConfig model, double l2) {
        TrainingConfig training = Models.training(new OptimizerConfig.Sgd(1), l2, null);
        try (Autoencoder autoencoder =
                Autoencoder.create(model, training, ExampleShape.features(FEATURES), 7, DataType.DOUBLE)) {
            Random random = new Random(3);
            INDArray parameters = autoencoder.graph().params();
            for (int i = 0; i < parameters.length(); i++) {
                parameters.putScalar(i, 0.4 * random.nextGaussian());
            }
            Batch batch = Models.corruptedBatch(EXAMPLES, FEATURES, 5);
            INDArray start = parameters.dup();
            Losses losses = autoencoder.losses(batch);
            Losses trained = autoencoder.train(batch, 1, 0);
            assertThat(trained.parts().keySet()).containsExactlyElementsOf(autoencoder.lossParts());
            losses.parts()
                    .forEach((part, value) -> assertThat(trained.parts().get(part))
                            .as(part)
                            .isCloseTo(value, within(1e-10 * (1 + value))));
            double[] analytic = start.sub(parameters).toDoubleVector();
            parameters.assign(start);
            compare(autoencoder, batch, analytic);
        }
    }

    private static void compare(Autoencoder autoencoder, Batch batch, double[] analytic) {
        INDArray parameters = autoencoder.graph().params();
        for (int i = 0; i < analytic.length; i++) {
            double before = parameters.getDouble(i);
            parameters.putScalar(i, before + STEP);
            double above = autoencoder.losses(batch).total();
            parameters.putScalar(i, before - STEP);
            double below = autoencoder.losses(batch).total();
            parameters.putScalar(i, before);
            double numeric = (above - below) / (2 * STEP);
            assertThat(analytic[i]).as("parameter %d", i).isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
    }
}
