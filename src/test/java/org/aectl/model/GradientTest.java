package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.ModelConfig.Reconstruction;
import org.aectl.config.NetworkConfig;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every layer and likelihood against central differences, in double precision. */
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

    @ParameterizedTest(name = "{0}, {1}, tied {2}, output {3}")
    @MethodSource("networks")
    void gradientsAgreeWithCentralDifferences(
            Activation activation, Reconstruction likelihood, boolean tied, Activation output) {
        ModelConfig model = new ModelConfig(
                ModelConfig.Family.AE,
                3,
                new NetworkConfig.Dense(List.of(4), activation),
                null,
                activation,
                tied,
                likelihood,
                likelihood == Reconstruction.BERNOULLI ? null : output);
        try (Autoencoder autoencoder = Autoencoder.create(model, Models.training(), FEATURES, 7, DataType.DOUBLE)) {
            check(autoencoder);
        }
    }

    private static void check(Autoencoder autoencoder) {
        Random random = new Random(3);
        INDArray parameters = autoencoder.graph().params();
        for (int i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, 0.4 * random.nextGaussian());
        }
        INDArray features = Nd4j.rand(DataType.DOUBLE, EXAMPLES, FEATURES);
        autoencoder.graph().setInputs(features);
        autoencoder.graph().setLabels(features);
        autoencoder.graph().computeGradientAndScore();
        double[] analytic = autoencoder.graph().getFlattenedGradients().dup().toDoubleVector();
        double loss = meanLoss(autoencoder, features);
        assertThat(autoencoder.graph().score()).isEqualTo(loss, within(1e-10 * (1 + loss)));
        for (int i = 0; i < analytic.length; i++) {
            double before = parameters.getDouble(i);
            parameters.putScalar(i, before + STEP);
            double above = meanLoss(autoencoder, features);
            parameters.putScalar(i, before - STEP);
            double below = meanLoss(autoencoder, features);
            parameters.putScalar(i, before);
            double numeric = (above - below) / (2 * STEP);
            assertThat(analytic[i]).as("parameter %d", i).isEqualTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
    }

    private static double meanLoss(Autoencoder autoencoder, INDArray features) {
        return autoencoder.lossPerExample(features).meanNumber().doubleValue();
    }

    private static Offset<Double> within(double tolerance) {
        return Offset.offset(tolerance);
    }
}
