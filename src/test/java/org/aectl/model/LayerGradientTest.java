package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.ModelConfig.Reconstruction;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NetworkConfig.Conv.Padding;
import org.aectl.data.ExampleShape;
import org.aectl.model.layer.Likelihood;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every layer and likelihood against central differences, in double precision. */
class LayerGradientTest {
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
        check(
                new ModelConfig(
                        ModelConfig.Family.AE,
                        3,
                        Networks.dense(activation, false, 4),
                        null,
                        activation,
                        tied,
                        likelihood,
                        likelihood == Reconstruction.BERNOULLI ? null : output,
                        List.of(),
                        null),
                ExampleShape.features(5));
    }

    @ParameterizedTest(name = "{0}, tied {1}")
    @MethodSource("normalizedNetworks")
    void gradientsThroughBatchNormalizationAgreeWithCentralDifferences(Activation activation, boolean tied) {
        ModelConfig model = new ModelConfig(
                ModelConfig.Family.AE,
                3,
                Networks.dense(activation, true, 4),
                null,
                Activation.TANH,
                tied,
                Reconstruction.GAUSSIAN,
                null,
                List.of(),
                null);
        check(model, ExampleShape.features(5));
    }

    static Stream<Arguments> normalizedNetworks() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(false, true).map(tied -> Arguments.of(activation, tied)));
    }

    @ParameterizedTest(name = "{0}, normalized {1}")
    @MethodSource("convolutionalNetworks")
    void gradientsThroughConvolutionsAgreeWithCentralDifferences(Activation activation, boolean normalized) {
        NetworkConfig network = new NetworkConfig.Conv(
                List.of(2, 1), List.of(2), List.of(2, 1), Padding.SAME, List.of(2), activation, normalized);
        check(Networks.autoencoder(network, 1), new ExampleShape(2, 3, 4));
    }

    static Stream<Arguments> convolutionalNetworks() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(false, true).map(normalized -> Arguments.of(activation, normalized)));
    }

    @ParameterizedTest(name = "kernel {0}, stride {1}, {2}")
    @MethodSource("convolutions")
    void gradientsThroughEveryKindOfConvolutionAgreeWithCentralDifferences(int kernel, int stride, Padding padding) {
        NetworkConfig network = new NetworkConfig.Conv(
                List.of(1), List.of(kernel), List.of(stride), padding, List.of(), Activation.TANH, false);
        check(Networks.autoencoder(network, 1), new ExampleShape(1, 5, 6));
    }

    static Stream<Arguments> convolutions() {
        return IntStream.rangeClosed(1, 5)
                .boxed()
                .flatMap(kernel -> IntStream.rangeClosed(1, Math.min(3, kernel + 1))
                        .boxed()
                        .flatMap(stride ->
                                Stream.of(Padding.values()).map(padding -> Arguments.of(kernel, stride, padding))));
    }

    private static void check(ModelConfig model, ExampleShape shape) {
        try (Autoencoder autoencoder = Autoencoder.create(model, Networks.training(), shape, 7, DataType.DOUBLE)) {
            Random random = new Random(3);
            INDArray parameters = autoencoder.graph().params();
            for (int i = 0; i < parameters.length(); i++) {
                parameters.putScalar(i, 0.3 * random.nextGaussian());
            }
            INDArray features = Nd4j.createFromArray(
                            random.doubles((long) EXAMPLES * shape.size()).toArray())
                    .reshape(EXAMPLES, shape.size());
            autoencoder.graph().setInputs(features);
            autoencoder.graph().setLabels(features);
            autoencoder.graph().computeGradientAndScore();
            double score = autoencoder.graph().score();
            double[] gradient =
                    autoencoder.graph().getFlattenedGradients().dup().toDoubleVector();
            Likelihood likelihood = GraphBuilder.likelihood(model);
            List<Layer> layers = layers(autoencoder);
            DoubleSupplier loss = () -> likelihood
                    .lossPerExample(output(layers, features), features)
                    .meanNumber()
                    .doubleValue();
            assertThat(score).isEqualTo(loss.getAsDouble(), Offset.offset(1e-10 * (1 + score)));
            checkAgainstDifferences("parameter", parameters, gradient, loss);
            checkInputs(layers, features);
        }
    }

    private static List<Layer> layers(Autoencoder autoencoder) {
        return autoencoder
                .plan()
                .layers()
                .map(layer -> autoencoder.graph().getLayer(layer.name()))
                .toList();
    }

    /** The graph does not keep the gradient of its input, so it is asked of the layers one after another. */
    private static void checkInputs(List<Layer> layers, INDArray features) {
        INDArray weights = Nd4j.createFromArray(
                        new Random(4).doubles(features.length()).toArray())
                .reshape(features.shape());
        output(layers, features);
        INDArray epsilon = weights.dup('c');
        for (int i = layers.size() - 1; i >= 0; i--) {
            epsilon = layers.get(i)
                    .backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces())
                    .getSecond();
        }
        checkAgainstDifferences(
                "input",
                features.reshape(features.length()),
                epsilon.dup('c').reshape(epsilon.length()).toDoubleVector(),
                () -> output(layers, features).muli(weights).sumNumber().doubleValue());
    }

    /** The decoder's linear values as in training, where batch normalization follows the batch. */
    private static INDArray output(List<Layer> layers, INDArray features) {
        INDArray values = features.dup('c');
        for (Layer layer : layers) {
            values = layer.activate(values, true, LayerWorkspaceMgr.noWorkspaces());
        }
        return values;
    }

    private static void checkAgainstDifferences(
            String what, INDArray values, double[] gradient, DoubleSupplier function) {
        for (int i = 0; i < gradient.length; i++) {
            double before = values.getDouble(i);
            values.putScalar(i, before + STEP);
            double above = function.getAsDouble();
            values.putScalar(i, before - STEP);
            double below = function.getAsDouble();
            values.putScalar(i, before);
            double numeric = (above - below) / (2 * STEP);
            assertThat(gradient[i])
                    .as("%s %d", what, i)
                    .isEqualTo(numeric, Offset.offset(1e-6 * (1 + Math.abs(numeric))));
        }
    }
}
