package org.aectl.bench;

import org.aectl.config.Activation;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.ExampleShape;
import org.aectl.model.plan.FlopCount;
import org.aectl.model.plan.NetworkPlan;

/**
 * What is measured: a network on the first training digits of mnist-mini, by every side alike.
 *
 * @param name in the table
 * @param description for people
 * @param kind of work
 * @param peer that does it too
 * @param layers of the encoder, and last the code; none of a network with convolutions
 * @param hidden activation of all hidden layers
 * @param examples that there are
 * @param batch examples of a step
 * @param epochs passes over the digits in one run
 * @param model the config's model
 */
record Workload(
        String name,
        String description,
        Kind kind,
        Worker.Side peer,
        int[] layers,
        Activation hidden,
        int examples,
        int batch,
        int epochs,
        String model) {

    /** Kinds of work. */
    enum Kind {
        DENOISING,
        VARIATIONAL,
        PLAIN,
        EMBEDDING
    }

    static final double NOISE = 0.3;
    static final double LEARNING_RATE = 0.001;

    private static final String DENOISING_MODEL = """
            type: dae, latent: 256, encoder: { layers: [512], activation: sigmoid }, codeActivation: sigmoid,
              reconstruction: gaussian, outputActivation: sigmoid, noise: { type: gaussian, sigma: 0.3 }""";

    /** That of configs/vae-conv.yaml. */
    private static final String CONVOLUTIONAL_MODEL = """
            type: vae, latent: 2, reconstruction: bernoulli,
              encoder: { type: conv, filters: [32, 64, 64, 64], kernel: 3, stride: [1, 2, 1, 1], padding: same,
                layers: [32], activation: relu },
              decoder: { type: conv, filters: [64, 32], kernel: 3, stride: [2, 1], padding: same, activation: relu }""";

    /** All of them by their names. */
    static Workload of(String name) {
        return switch (name) {
            case "W1" ->
                dense(
                        name,
                        "train a denoising network 784-512-256-512-784, batch 300",
                        Kind.DENOISING,
                        new int[] {512, 256},
                        Activation.SIGMOID,
                        300,
                        5,
                        DENOISING_MODEL);
            case "W2" ->
                dense(
                        name,
                        "train a variational one 784-400-20, batch 128",
                        Kind.VARIATIONAL,
                        new int[] {400, 20},
                        Activation.RELU,
                        128,
                        6,
                        "type: vae, latent: 20, encoder: { layers: [400], activation: relu }, reconstruction: bernoulli");
            case "W3" ->
                convolutional(
                        name,
                        "train the convolutional variational one of configs/vae-conv.yaml, batch 128",
                        Kind.VARIATIONAL,
                        640);
            case "W4" ->
                dense(
                        name,
                        "train a deep one 784-1000-500-250-30, batch 256",
                        Kind.PLAIN,
                        new int[] {1000, 500, 250, 30},
                        Activation.RELU,
                        256,
                        2,
                        "type: ae, latent: 30, encoder: { layers: [1000, 500, 250], activation: relu },"
                                + " reconstruction: bernoulli");
            case "W5" ->
                dense(
                        name,
                        "embed with the encoder of W1, batch 256",
                        Kind.EMBEDDING,
                        new int[] {512, 256},
                        Activation.SIGMOID,
                        256,
                        22,
                        DENOISING_MODEL);
            case "W5c" -> convolutional(name, "embed with the encoder of W3, batch 128", Kind.EMBEDDING, Digits.COUNT);
            default -> throw new IllegalArgumentException("there is no workload " + name);
        };
    }

    private static Workload dense(
            String name,
            String description,
            Kind kind,
            int[] layers,
            Activation hidden,
            int batch,
            int epochs,
            String model) {
        return new Workload(
                name, description, kind, Worker.Side.DJL, layers, hidden, Digits.COUNT, batch, epochs, model);
    }

    private static Workload convolutional(String name, String description, Kind kind, int examples) {
        return new Workload(
                name,
                description,
                kind,
                Worker.Side.LIBTORCH,
                new int[0],
                Activation.RELU,
                examples,
                128,
                1,
                CONVOLUTIONAL_MODEL);
    }

    /** The same in this program's own words. */
    ExperimentConfig config() {
        return ConfigLoader.parse("""
                name: bench
                data: { type: builtin, name: mnist-mini, limit: %d, validation: 0 }
                model: { %s }
                training: { epochs: %d, batchSize: %d, optimizer: { type: adam, learningRate: %s } }
                """.formatted(examples, model, epochs, batch, LEARNING_RATE), name);
    }

    /** Floating-point operations that one example costs. */
    double operations() {
        NetworkPlan plan = NetworkPlan.of(config().model(), new ExampleShape(1, Digits.SIDE, Digits.SIDE), 0);
        return kind == Kind.EMBEDDING ? FlopCount.encoding(plan) : FlopCount.training(plan, 1);
    }
}
