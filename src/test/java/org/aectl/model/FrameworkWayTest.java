package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.kernel.FrameworkWay;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.api.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every layer of our own computes the same by the framework's operations as in the host's memory, in single precision. On a GPU
 * nothing but those operations may be used.
 */
class FrameworkWayTest {
    private static final int EXAMPLES = 6;
    private static final int CLASSES = 3;
    private static final int STEPS = 3;
    private static final String PLAIN = ", optimizer: { type: sgd, learningRate: 0.02 }";

    private static final List<String> MODELS = List.of(
            "type: ae, latent: 3, encoder: { layers: [7] }, tied: true",
            "type: ae, latent: 3, encoder: { layers: [7], batchNormalization: true }",
            "type: ae, latent: 3, encoder: { layers: [7] }, outputActivation: sigmoid",
            "type: ae, latent: 3, encoder: { layers: [7] }, variance: { type: learned, each: feature }",
            "type: sparse, latent: 9, codeActivation: sigmoid, encoder: { layers: [] }, sparsity: { type: kl }",
            "type: sparse, latent: 9, encoder: { layers: [] }, sparsity: { type: l1, beta: 0.1 }",
            "type: sparse, latent: 9, encoder: { layers: [] }, sparsity: { type: top-k, k: 3 }",
            "type: vae, latent: 2, encoder: { layers: [7] }, reconstruction: bernoulli",
            "type: cvae, latent: 2, encoder: { layers: [7] }, reconstruction: bernoulli",
            "type: ae, latent: 3, encoder: { type: conv, filters: [4, 3], kernel: 3, stride: 2 }",
            "type: ae, latent: 3, encoder: { type: conv, filters: [4], kernel: 3, batchNormalization: true }");

    private static Stream<String> models() {
        Stream<String> activations = Stream.of(Activation.values())
                .map(activation -> "type: ae, latent: 3, encoder: { layers: [7], activation: "
                        + activation.name().toLowerCase(Locale.ROOT) + " }");
        return Stream.concat(activations, MODELS.stream());
    }

    /** What a network gives back: the losses of each step, then its weights, codes and reconstructions. */
    private record Outcome(
            double[] losses, float[] parameters, float[] codes, float[] reconstructions, Set<String> layers) {}

    @Test
    @SuppressWarnings("try")
    void everyNetworkLearnsTheSame() {
        Set<String> layers = new TreeSet<>();
        models().forEach(model -> {
            Outcome onHost = train(model, PLAIN);
            layers.addAll(onHost.layers());
            try (FrameworkWay gpu = new FrameworkWay()) {
                assertSame(model, train(model, PLAIN), onHost, 1e-4f);
            }
        });
        assertThat(layers).as("each layer of our own is in a network above").isEqualTo(layersOfOurOwn());
    }

    /** Adam divides small gradients by their size, and so their last digits too; each step is of 0.001 at most. */
    @ParameterizedTest
    @ValueSource(strings = {"adam", "nadam"})
    @SuppressWarnings("try")
    void adamTakesTheSameSteps(String type) {
        String model = "type: ae, latent: 4, encoder: { layers: [7] }";
        String training = ", optimizer: { type: " + type + ", learningRate: 0.001 }";
        Outcome onHost = train(model, training);
        try (FrameworkWay gpu = new FrameworkWay()) {
            assertSame(model, train(model, training), onHost, 1e-4f);
        }
    }

    private static void assertSame(String model, Outcome outcome, Outcome expected, float close) {
        assertClose(model, outcome.losses(), expected.losses(), 10 * close);
        assertClose(model, doubles(outcome.parameters()), doubles(expected.parameters()), close);
        assertClose(model, doubles(outcome.codes()), doubles(expected.codes()), 10 * close);
        assertClose(model, doubles(outcome.reconstructions()), doubles(expected.reconstructions()), 10 * close);
    }

    /** Relative where numbers are large, because a cube makes them so. */
    private static void assertClose(String model, double[] actual, double[] expected, double close) {
        assertThat(actual).as(model).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("%s, number %d", model, i)
                    .isCloseTo(expected[i], within(close * (1 + Math.abs(expected[i]))));
        }
    }

    private static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    private static Outcome train(String model, String training) {
        ExperimentConfig config = ConfigLoader.parse(
                "{ name: a, data: { type: swiss-roll }, model: { " + model + " }, training: { epochs: 1" + training
                        + " } }",
                "a");
        ExampleShape shape = new ExampleShape(1, 6, 6);
        NetworkPlan plan = NetworkPlan.of(config.model(), shape, CLASSES);
        try (Autoencoder autoencoder = Autoencoder.create(config.model(), config.training(), plan, 7)) {
            Batch batch = Models.corruptedBatch(EXAMPLES, shape.size(), CLASSES, autoencoder.codeNoise(), 5);
            double[] losses = new double[STEPS + 1];
            for (int step = 0; step < STEPS; step++) {
                losses[step] = autoencoder
                        .train(batch, new TrainingStep(step, 1, 0.001))
                        .total();
            }
            losses[STEPS] = autoencoder.losses(batch).total();
            return new Outcome(
                    losses,
                    autoencoder.parameters(),
                    autoencoder.codec().encode(batch),
                    autoencoder.codec().reconstruct(batch),
                    Arrays.stream(autoencoder.graph().getLayers())
                            .map(layer -> layer.getClass().getSimpleName())
                            .collect(Collectors.toSet()));
        }
    }

    private static Set<String> layersOfOurOwn() {
        return new ClassFileImporter()
                .importPackages("org.aectl.model").stream()
                        .filter(found -> found.isAssignableTo(Layer.class))
                        .filter(found -> !found.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(found -> found.getSimpleName())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
