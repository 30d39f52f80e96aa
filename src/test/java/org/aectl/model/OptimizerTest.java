package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.objective.Losses;
import org.aectl.model.optimizer.LearningRate;
import org.aectl.model.optimizer.Optimizers;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.model.plan.PlainNetwork;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/** Steps of training on a tiny linear network against each rule as it was published, in double precision. */
public class OptimizerTest {
    private static final int FEATURES = 3;
    private static final int CODE = 2;
    private static final int EXAMPLES = 4;
    private static final int STEPS = 4;
    private static final double RATE = 0.05;
    private static final Batch BATCH = Models.batch(EXAMPLES, FEATURES, 5);
    private static final ModelConfig MODEL =
            Models.model(CODE, List.of(), Activation.IDENTITY, false, LikelihoodKind.GAUSSIAN);

    /** Defaults of the config, but for a large epsilon, which must not go unnoticed. */
    public static List<OptimizerConfig> optimizers() {
        return List.of(
                new OptimizerConfig.Sgd(RATE),
                new OptimizerConfig.Nesterov(RATE, 0.9),
                new OptimizerConfig.Adam(RATE, 0.9, 0.999, 1e-2),
                new OptimizerConfig.Adamax(RATE, 0.9, 0.999),
                new OptimizerConfig.Nadam(RATE, 0.9, 0.999, 1e-2, null),
                new OptimizerConfig.Nadam(RATE, 0.9, 0.999, 1e-2, 0.004),
                new OptimizerConfig.Amsgrad(RATE, 0.9, 0.999, 1e-2),
                new OptimizerConfig.Rmsprop(RATE, 0.9, 1e-2),
                new OptimizerConfig.Adagrad(RATE, 1e-2));
    }

    @Test
    void everyOptimizerIsTested() {
        assertThat(optimizers().stream()
                        .map(OptimizerConfig::getClass)
                        .distinct()
                        .toArray())
                .containsExactlyInAnyOrder((Object[]) OptimizerConfig.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void remembersNoMoreThanACheckpointMayHold(OptimizerConfig optimizer) {
        assertThat(Optimizers.of(optimizer, new LearningRate()).stateSize(1))
                .isBetween(0L, (long) ModelMemory.MOST_OPTIMIZER_STATE);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void stepsFollowTheRule(OptimizerConfig optimizer) {
        try (Autoencoder autoencoder = create(optimizer, 0, null)) {
            double[] expected = parameters(autoencoder);
            double loss = autoencoder.losses(BATCH).total();
            double[][] memory = new double[3][expected.length];
            Arrays.fill(memory[0], memoryAtFirst(optimizer));
            for (int step = 0; step < STEPS; step++) {
                // A rate of its own for each step, as a schedule gives it.
                double rate = RATE / (1 + step);
                double[] gradient = gradient(expected);
                for (int i = 0; i < expected.length; i++) {
                    expected[i] -= change(optimizer, gradient[i], memory, i, rate, step + 1);
                }
                autoencoder.train(BATCH, new TrainingStep(step, 0, rate));
                assertThat(parameters(autoencoder))
                        .as("after step %d", step + 1)
                        .containsExactly(expected, Offset.offset(1e-7));
            }
            assertThat(autoencoder.losses(BATCH).total()).isLessThan(loss);
        }
    }

    /** ND4J begins these two above 0. */
    private static double memoryAtFirst(OptimizerConfig optimizer) {
        if (optimizer instanceof OptimizerConfig.Rmsprop rmsprop) {
            return rmsprop.epsilon();
        }
        return optimizer instanceof OptimizerConfig.Adagrad ? 1e-6 : 0;
    }

    /** What is subtracted from a parameter. */
    private static double change(OptimizerConfig optimizer, double g, double[][] memory, int i, double rate, int t) {
        if (optimizer instanceof OptimizerConfig.Sgd) {
            return rate * g;
        }
        if (optimizer instanceof OptimizerConfig.Nesterov nesterov) {
            // Bengio et al. 2012: the parameters are kept at the point that looks ahead.
            double before = memory[0][i];
            memory[0][i] = nesterov.momentum() * before - rate * g;
            return nesterov.momentum() * before - (1 + nesterov.momentum()) * memory[0][i];
        }
        if (optimizer instanceof OptimizerConfig.Adam adam) {
            double m = runningMean(memory[0], i, adam.beta1(), g);
            double v = runningMean(memory[1], i, adam.beta2(), g * g);
            return alpha(rate, adam.beta1(), adam.beta2(), t) * m / (Math.sqrt(v) + adam.epsilon());
        }
        if (optimizer instanceof OptimizerConfig.Adamax adamax) {
            double m = runningMean(memory[0], i, adamax.beta1(), g);
            memory[1][i] = Math.max(adamax.beta2() * memory[1][i], Math.abs(g));
            double u = memory[1][i];
            return rate / (1 - Math.pow(adamax.beta1(), t)) * m / u;
        }
        if (optimizer instanceof OptimizerConfig.Nadam nadam) {
            double m = runningMean(memory[0], i, nadam.beta1(), g);
            double v = runningMean(memory[1], i, nadam.beta2(), g * g);
            // Dozat 2016, algorithm 2, with means of the gradient that decay by beta1 throughout, as everybody's do.
            double product = 1;
            for (int step = 1; step <= t; step++) {
                product *= momentum(nadam, step);
            }
            double next = momentum(nadam, t + 1);
            double gradient = (1 - momentum(nadam, t)) * g / (1 - product);
            double mean = next * m / (1 - product * next);
            return rate * (gradient + mean) / (Math.sqrt(v / (1 - Math.pow(nadam.beta2(), t))) + nadam.epsilon());
        }
        if (optimizer instanceof OptimizerConfig.Amsgrad amsgrad) {
            double m = runningMean(memory[0], i, amsgrad.beta1(), g);
            double v = runningMean(memory[1], i, amsgrad.beta2(), g * g);
            memory[2][i] = Math.max(memory[2][i], v);
            double largest = memory[2][i];
            return alpha(rate, amsgrad.beta1(), amsgrad.beta2(), t) * m / (Math.sqrt(largest) + amsgrad.epsilon());
        }
        if (optimizer instanceof OptimizerConfig.Rmsprop rmsprop) {
            double v = runningMean(memory[0], i, rmsprop.decay(), g * g);
            return rate * g / (Math.sqrt(v) + rmsprop.epsilon());
        }
        if (optimizer instanceof OptimizerConfig.Adagrad adagrad) {
            memory[0][i] += g * g;
            double sum = memory[0][i];
            return rate * g / (Math.sqrt(sum) + adagrad.epsilon());
        }
        throw new AssertionError("no rule for " + optimizer);
    }

    private static double momentum(OptimizerConfig.Nadam nadam, int t) {
        Double decay = nadam.momentumDecay();
        return nadam.beta1() * (decay == null ? 1 : 1 - 0.5 * Math.pow(0.96, t * decay));
    }

    private static double runningMean(double[] means, int i, double decay, double value) {
        means[i] = decay * means[i] + (1 - decay) * value;
        return means[i];
    }

    /** Kingma and Ba 2015, section 2: both corrections in the rate. */
    private static double alpha(double rate, double beta1, double beta2, int t) {
        return rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
    }

    /** The steps of torch.optim.NAdam with its defaults, by its source. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void nadamTakesTorchsStepsAlongAConstantGradient(DataType type) {
        Map<Integer, Double> expected = Map.of(1, 1.0565, 10, 0.8431, 100, 1.0001, 1000, 1.0001, 20_000, 1.0);
        LearningRate rate = new LearningRate();
        rate.set(0.001);
        GradientUpdater<?> updater = Optimizers.of(new OptimizerConfig.Nadam(0.001, 0.9, 0.999, 1e-8, 0.004), rate)
                .instantiate(Nd4j.zeros(type, 1, 6), true);
        for (int t = 1; t <= 20_000; t++) {
            INDArray gradient = Nd4j.ones(type, 1, 3);
            updater.applyUpdater(gradient, t - 1, 0);
            if (expected.containsKey(t)) {
                assertThat(gradient.getDouble(2) / 0.001).as("step %d", t).isCloseTo(expected.get(t), within(2e-4));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnFromWhatItRemembers(OptimizerConfig optimizer) {
        try (Autoencoder straight = create(optimizer, 0, null);
                Autoencoder resumed = create(optimizer, 0, null)) {
            for (int step = 0; step < STEPS; step++) {
                straight.train(BATCH, new TrainingStep(step, 0, RATE));
            }
            TrainingState state = straight.state(null);
            resumed.restore(state);
            // Precise weights go through 32 bits in a checkpoint.
            straight.restore(state);
            for (int step = STEPS; step < 2 * STEPS; step++) {
                straight.train(BATCH, new TrainingStep(step, 0, RATE));
                resumed.train(BATCH, new TrainingStep(step, 0, RATE));
            }
            assertThat(parameters(resumed)).containsExactly(parameters(straight));
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anInputThatIsAlwaysZeroDoesNoHarm(OptimizerConfig optimizer) {
        float[] values = BATCH.features().clone();
        for (int row = 0; row < EXAMPLES; row++) {
            values[row * FEATURES] = 0;
        }
        Batch batch = new Batch(BATCH.rows(), values, new int[0]);
        try (Autoencoder autoencoder = create(optimizer, 0, null)) {
            double[] before = parameters(autoencoder);
            for (int step = 0; step < STEPS; step++) {
                autoencoder.train(batch, new TrainingStep(step, 0, 0.001));
            }
            double[] after = parameters(autoencoder);
            for (int i = 0; i < after.length; i++) {
                assertThat(after[i]).as("parameter %d", i).isFinite();
                boolean ofThatInput = i < CODE;
                assertThat(after[i] == before[i])
                        .as("parameter %d is as before", i)
                        .isEqualTo(ofThatInput);
            }
        }
    }

    static Stream<OptimizerConfig> variations() throws ReflectiveOperationException {
        List<OptimizerConfig> variations = new ArrayList<>();
        for (OptimizerConfig optimizer : optimizers()) {
            RecordComponent[] components = optimizer.getClass().getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            for (int changed = 1; changed < components.length; changed++) {
                Object[] values = new Object[components.length];
                for (int i = 0; i < values.length; i++) {
                    Double value = (Double) components[i].getAccessor().invoke(optimizer);
                    if (i == changed) {
                        value = value == null ? Double.valueOf(0.5) : Double.valueOf(value / 2);
                    }
                    values[i] = value;
                }
                variations.add((OptimizerConfig)
                        optimizer.getClass().getDeclaredConstructor(types).newInstance(values));
            }
        }
        return variations.stream();
    }

    @ParameterizedTest
    @MethodSource("variations")
    void everyOptionOfAnOptimizerChangesTheSteps(OptimizerConfig changed) {
        OptimizerConfig original = optimizers().stream()
                .filter(optimizer -> optimizer.getClass() == changed.getClass())
                .findFirst()
                .orElseThrow();
        assertThat(trained(changed)).isNotEqualTo(trained(original));
    }

    private static double[] trained(OptimizerConfig optimizer) {
        try (Autoencoder autoencoder = create(optimizer, 0, null)) {
            for (int step = 0; step < STEPS; step++) {
                autoencoder.train(BATCH, new TrainingStep(step, 0, RATE));
            }
            return parameters(autoencoder);
        }
    }

    @Test
    void weightDecayAddsHalfTheSumOfSquaredWeightsToTheLossAndTheWeightsToTheGradient() {
        double l2 = 0.3;
        OptimizerConfig sgd = new OptimizerConfig.Sgd(RATE);
        try (Autoencoder plain = create(sgd, 0, null);
                Autoencoder decayed = create(sgd, l2, null)) {
            double[] before = parameters(plain);
            assertThat(parameters(decayed)).containsExactly(before);
            double squares = 0;
            for (int i = 0; i < before.length; i++) {
                squares += isWeight(i) ? before[i] * before[i] : 0;
            }
            assertThat(plain.lossParts()).containsExactly("reconstruction");
            assertThat(decayed.lossParts()).containsExactly("reconstruction", "l2");
            Losses losses = decayed.train(BATCH, new TrainingStep(0, 0, RATE));
            assertThat(losses.parts().keySet()).containsExactly("reconstruction", "l2");
            assertThat(losses.parts().get("l2")).isEqualTo(l2 / 2 * squares, Offset.offset(1e-9));
            double reconstruction =
                    plain.train(BATCH, new TrainingStep(0, 0, RATE)).total();
            assertThat(losses.parts().get("reconstruction")).isEqualTo(reconstruction, Offset.offset(1e-9));
            assertThat(losses.total()).isEqualTo(reconstruction + l2 / 2 * squares, Offset.offset(1e-9));

            double[] expected = parameters(plain);
            for (int i = 0; i < expected.length; i++) {
                expected[i] -= isWeight(i) ? RATE * l2 * before[i] : 0;
            }
            assertThat(parameters(decayed)).containsExactly(expected, Offset.offset(1e-9));
        }
    }

    @Test
    void weightDecayCountsTiedWeightsOnce() {
        ModelConfig tied = Models.model(CODE, List.of(), Activation.IDENTITY, true, LikelihoodKind.GAUSSIAN);
        TrainingConfig training = Models.training(new OptimizerConfig.Sgd(RATE), 0.5, null);
        try (Autoencoder autoencoder = Autoencoder.create(
                tied, training, NetworkPlan.of(tied, ExampleShape.features(FEATURES)), 7, DataType.DOUBLE)) {
            double squares = 0;
            for (double[] row : PlainNetwork.parameter(autoencoder, NetworkPlan.CODE, "W")) {
                for (double weight : row) {
                    squares += weight * weight;
                }
            }
            assertThat(autoencoder.losses(BATCH).parts().get("l2")).isEqualTo(0.25 * squares, Offset.offset(1e-9));
        }
    }

    @Test
    void aGradientLongerThanTheNormIsShortenedToIt() {
        checkClipped(0.5, null);
        checkClipped(1e6, null);
    }

    @Test
    void elementsOfTheGradientAreBounded() {
        checkClipped(null, 0.2);
        checkClipped(null, 1e6);
    }

    @Test
    void elementsAreBoundedBeforeTheNorm() {
        checkClipped(0.3, 0.2);
    }

    private static void checkClipped(@Nullable Double norm, @Nullable Double value) {
        try (Autoencoder autoencoder =
                create(new OptimizerConfig.Sgd(RATE), 0, new TrainingConfig.GradientClip(norm, value))) {
            double[] before = parameters(autoencoder);
            double[] gradient = gradient(before);
            double squares = 0;
            for (int i = 0; i < gradient.length; i++) {
                if (value != null) {
                    gradient[i] = Math.max(-value, Math.min(value, gradient[i]));
                }
                squares += gradient[i] * gradient[i];
            }
            double share = norm == null ? 1 : Math.min(1, norm / Math.sqrt(squares));
            double[] expected = new double[before.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = before[i] - RATE * share * gradient[i];
            }
            autoencoder.train(BATCH, new TrainingStep(0, 0, RATE));
            assertThat(parameters(autoencoder)).containsExactly(expected, Offset.offset(1e-9));
        }
    }

    private static Autoencoder create(
            OptimizerConfig optimizer, double l2, TrainingConfig.@Nullable GradientClip clip) {
        Autoencoder autoencoder = Autoencoder.create(
                MODEL,
                Models.training(optimizer, l2, clip),
                NetworkPlan.of(MODEL, ExampleShape.features(FEATURES)),
                7,
                DataType.DOUBLE);
        Models.randomize(autoencoder, 0.8, 11);
        return autoencoder;
    }

    /** Weights of the code row by row, its biases, weights of the output row by row, its biases. */
    private static double[] parameters(Autoencoder autoencoder) {
        return Stream.of(NetworkPlan.CODE, NetworkPlan.OUTPUT)
                .flatMap(layer -> Stream.of("W", "b").map(key -> PlainNetwork.parameter(autoencoder, layer, key)))
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static boolean isWeight(int i) {
        int weights = FEATURES * CODE;
        return i < weights || (i >= weights + CODE && i < 2 * weights + CODE);
    }

    /** Of the mean over the examples of the squared error of y = (x A + a) B + b, in the order of the parameters. */
    private static double[] gradient(double[] p) {
        int a = FEATURES * CODE;
        int b = a + CODE;
        int d = b + CODE * FEATURES;
        double[] gradient = new double[d + FEATURES];
        for (int row = 0; row < EXAMPLES; row++) {
            double[] x = PlainNetwork.row(BATCH.features(), row, FEATURES);
            double[] code = new double[CODE];
            for (int j = 0; j < CODE; j++) {
                code[j] = p[a + j];
                for (int i = 0; i < FEATURES; i++) {
                    code[j] += x[i] * p[i * CODE + j];
                }
            }
            double[] codeGradient = new double[CODE];
            for (int k = 0; k < FEATURES; k++) {
                double y = p[d + k];
                for (int j = 0; j < CODE; j++) {
                    y += code[j] * p[b + j * FEATURES + k];
                }
                double delta = 2 * (y - x[k]) / EXAMPLES;
                gradient[d + k] += delta;
                for (int j = 0; j < CODE; j++) {
                    gradient[b + j * FEATURES + k] += code[j] * delta;
                    codeGradient[j] += p[b + j * FEATURES + k] * delta;
                }
            }
            for (int j = 0; j < CODE; j++) {
                gradient[a + j] += codeGradient[j];
                for (int i = 0; i < FEATURES; i++) {
                    gradient[i * CODE + j] += x[i] * codeGradient[j];
                }
            }
        }
        return gradient;
    }
}
