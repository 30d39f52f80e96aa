package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.KlConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.ModelConfig.Bound;
import org.aectl.config.ModelConfig.Family;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NetworkConfig.Conv.Padding;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.SparsityConfig.Layers;
import org.aectl.config.TrainingConfig;
import org.aectl.config.VarianceConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.code.GaussianCode;
import org.aectl.model.layer.BatchNorm;
import org.aectl.model.layer.BatchStatistics;
import org.aectl.model.layer.FirstLayer;
import org.aectl.model.layer.LabelConcat;
import org.aectl.model.layer.PlannedLayer;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every layer, likelihood and penalty against central differences in double precision: parameters and inputs. */
class GradientTest {
    private static final int EXAMPLES = 4;
    private static final int CLASSES = 3;
    private static final double STEP = 1e-5;
    private static final int DIRECTIONS = 8;
    private static final ExampleShape ROW = ExampleShape.features(5);

    @ParameterizedTest(name = "{0}, {1}, tied {2}, output {3}")
    @MethodSource
    void fullyConnectedLayers(Activation activation, LikelihoodKind likelihood, boolean tied, Activation output) {
        Activation outputActivation = likelihood.output() == null ? output : null;
        check(Models.model(4, 3, activation, tied, likelihood, outputActivation, null), 0, ROW);
    }

    static Stream<Arguments> fullyConnectedLayers() {
        Stream<Arguments> activations = Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(LikelihoodKind.values())
                        .flatMap(likelihood -> Stream.of(false, true)
                                .map(tied -> Arguments.of(activation, likelihood, tied, Activation.IDENTITY))));
        Stream<Arguments> outputs = Stream.of(Activation.values())
                .map(output -> Arguments.of(Activation.TANH, LikelihoodKind.GAUSSIAN, false, output));
        return Stream.concat(activations, outputs);
    }

    @ParameterizedTest(name = "{0}, {1}, tied {2}")
    @MethodSource
    void sparsities(SparsityConfig sparsity, Activation activation, boolean tied) {
        check(Models.model(4, 3, activation, tied, LikelihoodKind.BERNOULLI, null, sparsity), 0.01, ROW);
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

    @ParameterizedTest(name = "{0}, tied {1}")
    @MethodSource
    void batchNormalization(Activation activation, boolean tied) {
        ModelConfig model = Models.plain(
                Family.AE,
                3,
                Networks.dense(activation, true, 4),
                null,
                Activation.TANH,
                tied,
                LikelihoodKind.GAUSSIAN,
                null,
                List.of(),
                null);
        check(model, 0, ROW);
    }

    static Stream<Arguments> batchNormalization() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(false, true).map(tied -> Arguments.of(activation, tied)));
    }

    @ParameterizedTest(name = "{0}, normalized {1}")
    @MethodSource
    void convolutionalNetworks(Activation activation, boolean normalized) {
        NetworkConfig network = new NetworkConfig.Conv(
                List.of(2, 1), List.of(2), List.of(2, 1), Padding.SAME, List.of(2), activation, normalized);
        check(Networks.autoencoder(network, 1), 0, new ExampleShape(2, 3, 4));
    }

    static Stream<Arguments> convolutionalNetworks() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(false, true).map(normalized -> Arguments.of(activation, normalized)));
    }

    @ParameterizedTest(name = "kernel {0}, stride {1}, {2}")
    @MethodSource
    void convolutions(int kernel, int stride, Padding padding) {
        NetworkConfig network = new NetworkConfig.Conv(
                List.of(1), List.of(kernel), List.of(stride), padding, List.of(), Activation.TANH, false);
        check(Networks.autoencoder(network, 1), 0, new ExampleShape(1, 5, 6));
    }

    static Stream<Arguments> convolutions() {
        return IntStream.rangeClosed(1, 5)
                .boxed()
                .flatMap(kernel -> IntStream.rangeClosed(1, Math.min(3, kernel + 1))
                        .boxed()
                        .flatMap(stride ->
                                Stream.of(Padding.values()).map(padding -> Arguments.of(kernel, stride, padding))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2} samples, {3}")
    @MethodSource
    void variationalCodes(Family family, KlConfig kl, int samples, @Nullable Bound bound, NetworkConfig network) {
        ModelConfig model = Models.variational(family, network, 2, LikelihoodKind.BERNOULLI, null, kl, samples, bound);
        check(model, 0.01, network instanceof NetworkConfig.Conv ? new ExampleShape(1, 3, 4) : ROW);
    }

    static Stream<Arguments> variationalCodes() {
        NetworkConfig dense = Networks.dense(Activation.TANH, false, 3);
        NetworkConfig conv = Networks.conv(2, 2, Padding.SAME, 2);
        List<Arguments> bounds = List.of(
                Arguments.of(new KlConfig(1, 0, null, 0), 1, null),
                Arguments.of(new KlConfig(4, 0, null, 0), 1, null),
                Arguments.of(new KlConfig(0, 0, null, 0), 1, null),
                Arguments.of(new KlConfig(2, 3, null, 0), 1, null),
                Arguments.of(new KlConfig(2, 0.4, 0.7, 0), 1, null),
                Arguments.of(new KlConfig(1, 0, null, 0.25), 1, null),
                Arguments.of(new KlConfig(1, 0, null, 100), 1, null),
                Arguments.of(new KlConfig(1.5, 0, null, 0.25), 3, Bound.ELBO),
                Arguments.of(new KlConfig(1, 0, null, 0), 3, Bound.IWAE),
                Arguments.of(new KlConfig(0.5, 3, null, 0), 2, Bound.IWAE));
        return Stream.of(Family.VAE, Family.CVAE)
                .flatMap(family -> Stream.of(dense, conv)
                        .flatMap(network -> bounds.stream()
                                .map(bound -> Arguments.of(
                                        family, bound.get()[0], bound.get()[1], bound.get()[2], network))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource
    void variances(Family family, VarianceConfig variance, Activation output) {
        NetworkConfig network = Networks.dense(Activation.TANH, false, 3);
        boolean isWeighted = family == Family.VAE;
        ModelConfig model = new ModelConfig(
                family,
                2,
                network,
                null,
                Activation.IDENTITY,
                false,
                ModelConfig.InitialWeights.SCALED,
                LikelihoodKind.GAUSSIAN,
                output,
                variance,
                null,
                isWeighted ? 2 : 1,
                isWeighted ? Bound.IWAE : null,
                List.of(),
                null,
                null,
                null,
                null);
        check(model, 0, ROW);
    }

    static Stream<Arguments> variances() {
        List<VarianceConfig> variances = List.of(
                new VarianceConfig.Fixed(0.1),
                new VarianceConfig.Learned(VarianceConfig.Learned.Each.ALL),
                new VarianceConfig.Learned(VarianceConfig.Learned.Each.FEATURE));
        return Stream.of(Family.AE, Family.VAE, Family.CVAE)
                .flatMap(family -> variances.stream()
                        .flatMap(variance ->
                                Stream.of(Activation.values()).map(output -> Arguments.of(family, variance, output))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void contraction(boolean isTied) {
        check(Models.contractive(3, isTied, null, 0.7), 0.1, ROW);
    }

    @Test
    void severalPenaltiesOnTheCode() {
        SparsityConfig sparsity = new SparsityConfig.L1(0.3, SparsityConfig.Layers.ALL);
        check(Models.contractive(3, false, new SparsityConfig.Kl(0.1, 0.5, SparsityConfig.Layers.CODE), 0.7), 0.1, ROW);
        check(Models.drawnToPrior(2, sparsity, 4), 0.1, ROW);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void discrepancyFromThePrior(int latent) {
        check(Models.drawnToPrior(latent, null, 4), 0.1, ROW);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void everyActivationBesideAVariationalCode(Activation activation) {
        check(
                Models.variational(
                        Family.VAE,
                        Networks.dense(activation, false, 3),
                        2,
                        LikelihoodKind.GAUSSIAN,
                        null,
                        KlConfig.BOUND,
                        1,
                        null),
                0,
                ROW);
    }

    /** One step of plain gradient descent with rate 1 moves the parameters by the gradient of the whole loss. */
    private static void check(ModelConfig model, double l2, ExampleShape shape) {
        TrainingConfig training = Models.training(new OptimizerConfig.Sgd(1), l2, null);
        NetworkPlan plan = NetworkPlan.of(model, shape, CLASSES);
        try (Autoencoder autoencoder = Autoencoder.create(model, training, plan, 7, DataType.DOUBLE)) {
            Random random = new Random(3);
            INDArray parameters = autoencoder.graph().params();
            for (int i = 0; i < parameters.length(); i++) {
                parameters.putScalar(i, 0.3 * random.nextGaussian());
            }
            Batch batch = Models.corruptedBatch(EXAMPLES, shape.size(), CLASSES, autoencoder.codeNoise(), 5);
            INDArray start = parameters.dup();
            DoubleSupplier loss = () -> {
                INDArray here = parameters.dup();
                Losses losses = autoencoder.train(batch, new TrainingStep(0, 1.5, 1));
                parameters.assign(here);
                return losses.total();
            };
            Losses trained = autoencoder.train(batch, new TrainingStep(0, 1.5, 1));
            assertThat(trained.parts().keySet()).containsExactlyElementsOf(autoencoder.lossParts());
            // Running statistics are moved by no gradient.
            boolean[] isGradient = isGradient(autoencoder);
            double[] analytic = start.sub(parameters).toDoubleVector();
            parameters.assign(start);
            checkThatEvaluationAgrees(autoencoder, batch, trained);
            checkAgainstDifferences("parameters", parameters, analytic, isGradient, loss);
            checkInputs(autoencoder, batch);
        }
    }

    /** Without batch normalization and at the end of a warm-up, evaluation has the loss that training lowers. */
    private static void checkThatEvaluationAgrees(Autoencoder autoencoder, Batch batch, Losses trained) {
        if (autoencoder.plan().layers().anyMatch(BatchNorm.class::isInstance)) {
            return;
        }
        Losses evaluated = autoencoder.losses(batch);
        assertThat(evaluated.parts().keySet())
                .containsExactlyElementsOf(trained.parts().keySet());
        evaluated
                .parts()
                .forEach((part, value) -> assertThat(trained.parts().get(part))
                        .as(part)
                        .isCloseTo(value, within(1e-10 * (1 + Math.abs(value)))));
    }

    private static boolean[] isGradient(Autoencoder autoencoder) {
        boolean[] isGradient = new boolean[(int) autoencoder.graph().params().length()];
        int at = 0;
        for (Layer layer : autoencoder.graph().getLayers()) {
            int numbers = (int) layer.numParams();
            int learnt = layer.conf().getLayer() instanceof PlannedLayer planned && planned.plan() instanceof BatchNorm
                    ? numbers / 2
                    : layer instanceof BatchStatistics ? 0 : numbers;
            for (int i = 0; i < numbers; i++) {
                isGradient[at++] = i < learnt;
            }
        }
        return isGradient;
    }

    /**
     * The graph does not keep the gradient of its input, so it is asked of the layers one after another: that of a
     * weighted sum of the outputs and of what penalises hidden units.
     */
    private static void checkInputs(Autoencoder autoencoder, Batch batch) {
        NetworkPlan plan = autoencoder.plan();
        List<Layer> layers = plan.layers()
                .map(layer -> autoencoder.graph().getLayer(layer.name()))
                .toList();
        layers.forEach(layer -> prepare(layer, batch));
        if (layers.get(0) instanceof FirstLayer first) {
            first.leaveOutInputGradient(false);
        }
        INDArray features = Nd4j.createFromArray(batch.inputs())
                .castTo(DataType.DOUBLE)
                .reshape(batch.count(), autoencoder.features());
        INDArray output = output(layers, features, (layer, values) -> {});
        INDArray weights = Nd4j.createFromArray(
                        new Random(4).doubles(output.length()).toArray())
                .reshape(output.shape());
        INDArray epsilon = weights.dup('c');
        for (int i = layers.size() - 1; i >= 0; i--) {
            epsilon = layers.get(i)
                    .backpropGradient(epsilon, LayerWorkspaceMgr.noWorkspaces())
                    .getSecond();
        }
        double[] analytic = epsilon.dup('c').reshape(epsilon.length()).toDoubleVector();
        boolean[] all = new boolean[analytic.length];
        Arrays.fill(all, true);
        checkAgainstDifferences("inputs", features.reshape(features.length()), analytic, all, () -> {
            INDArray outputs = output(
                    layers,
                    features,
                    (layer, values) -> autoencoder
                            .regularisers()
                            .observe(((PlannedLayer) layer.conf().getLayer()).plan(), values));
            double sum = outputs.muli(weights).sumNumber().doubleValue();
            return autoencoder.regularisers().addTo(sum, new HashMap<>());
        });
    }

    private static void prepare(Layer layer, Batch batch) {
        if (layer instanceof LabelConcat.Instance condition) {
            condition.on(batch.labels());
        } else if (layer instanceof GaussianCode.Instance code) {
            code.penalise(GaussianCode.CodePenalty.NONE);
            code.draw(Nd4j.createFromArray(batch.codeNoise())
                    .castTo(DataType.DOUBLE)
                    .toDoubleVector());
        }
    }

    /** The decoder's linear values as in training, where batch normalization follows the batch. */
    private static INDArray output(List<Layer> layers, INDArray features, BiConsumer<Layer, INDArray> observer) {
        INDArray values = features.dup('c');
        for (Layer layer : layers) {
            values = layer.activate(values, true, LayerWorkspaceMgr.noWorkspaces());
            observer.accept(layer, values);
        }
        return values;
    }

    /**
     * Compares slopes along random directions. Each direction moves all values at once, so that a wrong element of the
     * gradient shows in every one of them.
     */
    private static void checkAgainstDifferences(
            String what, INDArray values, double[] gradient, boolean[] isGradient, DoubleSupplier function) {
        Random random = new Random(9);
        INDArray start = values.dup();
        for (int check = 0; check < DIRECTIONS; check++) {
            double[] direction = random.doubles(gradient.length, -1, 1).toArray();
            double analytic = 0;
            for (int i = 0; i < direction.length; i++) {
                direction[i] = isGradient[i] ? direction[i] : 0;
                analytic += direction[i] * gradient[i];
            }
            INDArray step =
                    Nd4j.createFromArray(direction).reshape(values.shape()).muli(STEP);
            values.assign(start.add(step));
            double above = function.getAsDouble();
            values.assign(start.sub(step));
            double below = function.getAsDouble();
            values.assign(start);
            double numeric = (above - below) / (2 * STEP);
            assertThat(analytic)
                    .as("slope along direction %d of the %s", check, what)
                    .isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
    }
}
