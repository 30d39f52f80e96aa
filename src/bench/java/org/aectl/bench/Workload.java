package org.aectl.bench;

import org.aectl.config.Activation;

/**
 * What is measured: a network on the 4,500 training digits of mnist-mini, by every side alike.
 *
 * @param name in the table
 * @param description for people
 * @param kind of work
 * @param layers of the encoder, and last the code
 * @param hidden activation of all hidden layers
 * @param batch examples of a step
 * @param epochs passes over the digits in one run
 * @param model the config's model
 */
record Workload(
        String name,
        String description,
        Kind kind,
        int[] layers,
        Activation hidden,
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

    private static final String DENOISING_MODEL =
            """
            type: dae, latent: 256, encoder: { layers: [512], activation: sigmoid }, codeActivation: sigmoid,
              reconstruction: gaussian, outputActivation: sigmoid, noise: { type: gaussian, sigma: 0.3 }""";

    /** All of them by their names. */
    static Workload of(String name) {
        return switch (name) {
            case "W1" ->
                new Workload(
                        name,
                        "train a denoising network 784-512-256-512-784, batch 300",
                        Kind.DENOISING,
                        new int[] {512, 256},
                        Activation.SIGMOID,
                        300,
                        2,
                        DENOISING_MODEL);
            case "W2" ->
                new Workload(
                        name,
                        "train a variational one 784-400-20, batch 128",
                        Kind.VARIATIONAL,
                        new int[] {400, 20},
                        Activation.RELU,
                        128,
                        3,
                        "type: vae, latent: 20, encoder: { layers: [400], activation: relu }, reconstruction: bernoulli");
            case "W4" ->
                new Workload(
                        name,
                        "train a deep one 784-1000-500-250-30, batch 256",
                        Kind.PLAIN,
                        new int[] {1000, 500, 250, 30},
                        Activation.RELU,
                        256,
                        1,
                        "type: ae, latent: 30, encoder: { layers: [1000, 500, 250], activation: relu },"
                                + " reconstruction: bernoulli");
            case "W5" ->
                new Workload(
                        name,
                        "embed with the encoder of W1, batch 256",
                        Kind.EMBEDDING,
                        new int[] {512, 256},
                        Activation.SIGMOID,
                        256,
                        4,
                        DENOISING_MODEL);
            default -> throw new IllegalArgumentException("there is no workload " + name);
        };
    }
}
