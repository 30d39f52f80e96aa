package org.aectl.config;

/**
 * One experiment: everything that decides what a training does.
 *
 * <p>Read by {@link ConfigLoader}; a key without {@link Default} that is not {@code @Nullable} must be given.
 */
public record ExperimentConfig(
        @Doc("Name of the run folder; left out, the config file's own name.")
        String name,

        @Doc("Decides every random draw: splits, initial weights, order of the examples, noise.") @Default("42")
        long seed,

        @Doc("Which examples are learnt from, how they are split and scaled.")
        DataConfig data,

        @Doc("The autoencoder.") ModelConfig model,
        @Doc("How the model is fitted.") @Default("{}") TrainingConfig training) {}
