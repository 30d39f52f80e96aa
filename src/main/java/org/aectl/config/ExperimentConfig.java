package org.aectl.config;

import java.util.Optional;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;

/**
 * One experiment: everything that decides what a training does.
 *
 * <p>Read by {@link org.aectl.config.load.ConfigLoader}; a key without {@link Default} that is not {@code @Nullable} must be given.
 */
public record ExperimentConfig(
        @Doc("Name of the run folder; left out, the config file's own name.")
        String name,

        @Doc("Decides every random draw: splits, initial weights, order of the examples, noise.") @Default("42")
        long seed,

        @Doc("Which examples are learnt from, how they are split and scaled.")
        DataConfig data,

        @Doc("The autoencoder.") ModelConfig model,
        @Doc("How the model is fitted.") @Default("{}") TrainingConfig training,

        @Doc("How --engine spark divides the training among machines.") @Default("{}")
        ClusterConfig cluster) {

    public static final int LONGEST_NAME = 100;

    /** What is wrong with a name of a run; empty where nothing is. */
    public static Optional<String> problemOfName(String name) {
        if (name.length() > LONGEST_NAME) {
            return Optional.of("must have at most " + LONGEST_NAME + " characters, has " + name.length());
        }
        return name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")
                ? Optional.empty()
                : Optional.of("names a folder: it must consist of letters, digits, '.', '_' and '-' and not start with"
                        + " '.' or '-', was " + name);
    }

    /** A name for a run, whatever its file is called: "-" stands for what a run's name must not have. */
    public static String nameOf(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        return name.isEmpty() ? "run" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** Epochs of the whole training, those of pretraining included. */
    public int plannedEpochs() {
        return model.pretrainingEpochs() + training.epochs();
    }

    /** The same experiment with another number of epochs after any pretraining. */
    public ExperimentConfig withEpochs(int epochs) {
        TrainingConfig longer = new TrainingConfig(
                epochs,
                training.batchSize(),
                training.optimizer(),
                training.schedule(),
                training.warmupEpochs(),
                training.l2(),
                training.gradientClip(),
                training.earlyStopping(),
                training.checkpoints(),
                training.onDivergence(),
                training.rollbacks());
        return new ExperimentConfig(name, seed, data, model, longer, cluster);
    }

    /** The same experiment under another name. */
    public ExperimentConfig withName(String newName) {
        return new ExperimentConfig(newName, seed, data, model, training, cluster);
    }

    /** The same experiment with other random numbers. */
    public ExperimentConfig withSeed(long newSeed) {
        return new ExperimentConfig(name, newSeed, data, model, training, cluster);
    }
}
