package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.KlConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.ModelConfig.Family;
import org.aectl.config.NetworkConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.layer.BatchNorm;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.PlannedLayer;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.model.plan.PlainNetwork;
import org.deeplearning4j.nn.api.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The softmax classifier against plain formulas and, in double precision, against central differences. */
class ClassifierTest {
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 5;
    private static final double STEP = 1e-5;
    private static final TrainingStep WHOLE_GRADIENT = new TrainingStep(0, 0, 1);
    private static final ExampleShape ROW = ExampleShape.features(6);
    private static final ExampleShape PICTURE = new ExampleShape(4, 4, 1);

    static Stream<Arguments> encoders() {
        ModelConfig dense = Models.model(3, List.of(4), Activation.TANH, false, LikelihoodKind.BERNOULLI);
        ModelConfig penalised = Models.model(
                4,
                3,
                Activation.SIGMOID,
                true,
                LikelihoodKind.GAUSSIAN,
                null,
                new SparsityConfig.Kl(0.1, 3, SparsityConfig.Layers.ALL));
        ModelConfig topK =
                Models.model(5, 4, Activation.TANH, false, LikelihoodKind.GAUSSIAN, null, new SparsityConfig.TopK(2));
        ModelConfig normalized = Networks.autoencoder(Networks.dense(Activation.TANH, true, 4), 3);
        ModelConfig conv = Networks.autoencoder(
                new NetworkConfig.Conv(
                        List.of(2, 3),
                        List.of(3),
                        List.of(2),
                        NetworkConfig.Conv.Padding.SAME,
                        List.of(),
                        Activation.TANH,
                        true),
                3);
        ModelConfig variational = Models.variational(
                Family.VAE,
                Networks.dense(Activation.TANH, false, 4),
                3,
                LikelihoodKind.GAUSSIAN,
                null,
                KlConfig.BOUND,
                2,
                ModelConfig.Bound.ELBO);
        return Stream.of(
                Arguments.of("dense", dense, ROW, 0.0),
                Arguments.of("dense with weight decay", dense, ROW, 0.1),
                Arguments.of("penalised in pretraining", penalised, ROW, 0.0),
                Arguments.of("top-k", topK, ROW, 0.0),
                Arguments.of("normalized", normalized, ROW, 0.0),
                Arguments.of("convolutional", conv, PICTURE, 0.0),
                Arguments.of("variational", variational, ROW, 0.0));
    }

    private static Classifier classifier(ModelConfig model, TrainingConfig training, ExampleShape shape) {
        NetworkPlan plan = NetworkPlan.of(model, shape).classifier(CLASSES);
        Classifier classifier = Classifier.create(model, training, plan, 7, DataType.DOUBLE);
        INDArray parameters = classifier.network().graph().params();
        Random random = new Random(3);
        // Far from the zeros that a head starts with, and running variances stay above 0.
        for (long i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, parameters.getDouble(i) + 0.3 * random.nextDouble());
        }
        return classifier;
    }

    private static TrainingConfig descent(double l2) {
        return Models.training(new OptimizerConfig.Sgd(1), l2, null);
    }

    private static Batch batch(ExampleShape shape) {
        return Models.corruptedBatch(EXAMPLES, shape.size(), CLASSES, 0, 5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encoders")
    void aStepFollowsTheGradientOfTheLoss(String name, ModelConfig model, ExampleShape shape, double l2) {
        Batch batch = batch(shape);
        try (Classifier classifier = classifier(model, descent(l2), shape)) {
            INDArray parameters = classifier.network().graph().params();
            INDArray start = parameters.dup();
            Losses losses = classifier.train(batch, WHOLE_GRADIENT);
            double[] gradient = start.sub(parameters).toDoubleVector();
            parameters.assign(start);

            checkDifferences(parameters, gradient, isStatistic(classifier), () -> {
                double total = classifier.train(batch, WHOLE_GRADIENT).total();
                parameters.assign(start);
                return total;
            });
            assertThat(losses.parts().keySet()).containsExactlyElementsOf(classifier.lossParts());
            assertThat(losses.total())
                    .isEqualTo(losses.parts().getOrDefault("crossEntropy", Double.NaN)
                            + losses.parts().getOrDefault("l2", 0.0));
        }
    }

    /** The statistics of batch normalization follow no gradient. */
    private static boolean[] isStatistic(Classifier classifier) {
        boolean[] isStatistic =
                new boolean[(int) classifier.network().graph().params().length()];
        int at = 0;
        for (Layer layer : classifier.network().graph().getLayers()) {
            int numbers = (int) layer.numParams();
            if (layer.conf().getLayer() instanceof PlannedLayer planned && planned.plan() instanceof BatchNorm) {
                Arrays.fill(isStatistic, at + numbers / 2, at + numbers, true);
            }
            at += numbers;
        }
        return isStatistic;
    }

    private static void checkDifferences(
            INDArray parameters, double[] gradient, boolean[] leftOut, DoubleSupplier loss) {
        for (int i = 0; i < gradient.length; i++) {
            if (leftOut[i]) {
                continue;
            }
            double value = parameters.getDouble(i);
            double[] at = new double[2];
            for (int side = 0; side < 2; side++) {
                INDArray before = parameters.dup();
                parameters.putScalar(i, value + (side == 0 ? STEP : -STEP));
                // The loss is taken at the changed parameters; whoever computes it puts the original ones back.
                at[side] = loss.getAsDouble();
                parameters.assign(before);
            }
            double difference = (at[0] - at[1]) / (2 * STEP);
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(difference, within(1e-7));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encoders")
    void aFrozenEncoderDoesNotMoveAndTheHeadFollowsItsGradient(
            String name, ModelConfig model, ExampleShape shape, double l2) {
        Batch batch = batch(shape);
        try (Classifier classifier = classifier(model, descent(l2), shape);
                ClassifierHead head = new ClassifierHead(classifier, model, descent(l2))) {
            INDArray parameters = classifier.network().graph().params();
            INDArray start = parameters.dup();
            int encoder = (int) (parameters.length() - classifier.head().numParams());
            head.begin();
            Losses evaluated = head.losses(batch);
            Losses losses = head.train(batch, WHOLE_GRADIENT);
            double[] moved = start.sub(parameters).toDoubleVector();

            assertThat(losses).isEqualTo(evaluated);
            assertThat(losses.parts().get("crossEntropy"))
                    .as("a float for each code is what the head is given")
                    .isCloseTo(evaluated.parts().getOrDefault("crossEntropy", Double.NaN), within(1e-12));
            assertThat(Arrays.copyOf(moved, encoder)).containsOnly(0.0);
            boolean[] leftOut = new boolean[moved.length];
            Arrays.fill(leftOut, 0, encoder, true);
            parameters.assign(start);
            checkDifferences(parameters, moved, leftOut, () -> {
                head.begin();
                return head.losses(batch).total();
            });
        }
    }

    @Test
    void probabilitiesAndLossAreThoseOfAPlainSoftmax() {
        ModelConfig model = Models.model(3, List.of(4), Activation.TANH, false, LikelihoodKind.BERNOULLI);
        Batch batch = batch(ROW);
        try (Classifier classifier = classifier(model, Models.training(), ROW)) {
            double[] probabilities = classifier.probabilities(batch);
            double crossEntropy = 0;
            int right = 0;
            for (int row = 0; row < EXAMPLES; row++) {
                double[] logits = logits(classifier, PlainNetwork.row(batch.features(), row, ROW.size()));
                double sum = Arrays.stream(logits).map(Math::exp).sum();
                int best = 0;
                for (int i = 0; i < CLASSES; i++) {
                    assertThat(probabilities[row * CLASSES + i]).isCloseTo(Math.exp(logits[i]) / sum, within(1e-12));
                    best = logits[i] > logits[best] ? i : best;
                }
                int label = batch.labels()[row];
                crossEntropy -= Math.log(Math.exp(logits[label]) / sum) / EXAMPLES;
                right += best == label ? 1 : 0;
            }
            Losses losses = classifier.losses(batch);
            assertThat(losses.total()).isCloseTo(crossEntropy, within(1e-12));
            assertThat(losses.parts().get("accuracy")).isEqualTo((double) right / EXAMPLES);
        }
    }

    private static double[] logits(Classifier classifier, double[] x) {
        double[] values = x;
        for (LayerPlan layer : classifier.plan().layers().toList()) {
            INDArray weights = classifier.network().layer(layer.name()).getParam("W");
            INDArray biases = classifier.network().layer(layer.name()).getParam("b");
            double[] next = new double[layer.outputs()];
            for (int j = 0; j < next.length; j++) {
                next[j] = biases.getDouble(j);
                for (int i = 0; i < values.length; i++) {
                    next[j] += values[i] * weights.getDouble(i, j);
                }
                next[j] = PlainNetwork.activate(layer.activation(), next[j]);
            }
            values = next;
        }
        return values;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encoders")
    void anEncoderThatIsTakenOverGivesTheSameCodes(String name, ModelConfig model, ExampleShape shape, double l2) {
        NetworkPlan plan = NetworkPlan.of(model, shape);
        Batch batch = batch(shape);
        Batch clean = new Batch(batch.rows(), batch.features(), batch.labels());
        try (Autoencoder autoencoder = Autoencoder.create(model, Models.training(), plan, 4);
                Classifier classifier = Classifier.create(model, descent(l2), plan.classifier(CLASSES), 5)) {
            assertThat(classifier.encode(clean))
                    .isNotEqualTo(autoencoder.codec().encode(clean));
            classifier.takeEncoder(autoencoder);

            float[] expected = autoencoder.codec().encode(clean);
            float[] codes = classifier.encode(clean);
            assertThat(codes).hasSameSizeAs(expected);
            for (int i = 0; i < codes.length; i++) {
                assertThat(codes[i]).isCloseTo(expected[i], within(1e-6f));
            }
            assertThat(classifier.probabilities(clean))
                    .as("no opinion at first")
                    .containsOnly(1.0f / CLASSES);
        }
    }

    @Test
    void theSameSeedGivesTheSameClassifier() {
        ModelConfig model = Models.model(3, List.of(4), Activation.RELU, false, LikelihoodKind.BERNOULLI);
        NetworkPlan plan = NetworkPlan.of(model, ROW).classifier(CLASSES);
        try (Classifier first = Classifier.create(model, Models.training(), plan, 1);
                Classifier again = Classifier.create(model, Models.training(), plan, 1);
                Classifier other = Classifier.create(model, Models.training(), plan, 2)) {
            assertThat(again.parameters()).isEqualTo(first.parameters());
            assertThat(other.parameters()).isNotEqualTo(first.parameters());
        }
    }
}
