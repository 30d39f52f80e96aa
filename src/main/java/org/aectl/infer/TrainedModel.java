package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.ClassNames;
import org.aectl.data.Examples;
import org.aectl.data.KnownClasses;
import org.aectl.data.batch.Batches;
import org.aectl.data.batch.Corruption;
import org.aectl.model.Autoencoder;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;

/** A model out of a checkpoint, with the preprocessing its data need. */
public record TrainedModel(Checkpoint checkpoint, Autoencoder autoencoder) implements Trained {

    /** Loads a checkpoint and rebuilds its network. */
    public static TrainedModel load(Path file) throws IOException {
        return Activity.during("loading " + file, () -> read(file));
    }

    private static TrainedModel read(Path file) throws IOException {
        Checkpoint checkpoint = CheckpointFile.read(file);
        ExperimentConfig config = checkpoint.config();
        NetworkPlan plan = NetworkPlan.of(
                config.model(), checkpoint.shape(), checkpoint.classes().size());
        ModelMemory.check(config, plan);
        Autoencoder autoencoder = Autoencoder.create(config.model(), config.training(), plan, config.seed());
        try {
            autoencoder.setParameters(checkpoint.parameters());
        } catch (InvalidInputException other) {
            autoencoder.close();
            throw new InvalidInputException(file + ": its weights do not fit its config: " + other.getMessage(), other);
        }
        return new TrainedModel(checkpoint, autoencoder);
    }

    /**
     * Examples as this model takes them: with the scaling that its training fitted, and the classes it knows.
     *
     * @throws InvalidInputException if they are unlike the examples it was trained on, or lack the labels that it is
     *     conditional on
     */
    @Override
    public Batches batches(Examples examples, String name, int batchSize) {
        input().check(examples, name);
        Examples known = isConditional() ? new KnownClasses(examples, name, checkpoint.classes()) : examples;
        return new Batches(known, checkpoint.scaling(), config().data().binarize(), batchSize, config().seed())
                .with(corruption())
                .withCodeNoise(autoencoder.codeNoise());
    }

    /**
     * Scaled examples in the units of the data, one by one.
     *
     * @param scaled example after example, as batches have them
     */
    public List<float[]> raw(float[] scaled) {
        int size = autoencoder.features();
        List<float[]> raw = new ArrayList<>();
        for (int first = 0; first < scaled.length; first += size) {
            float[] values = Arrays.copyOfRange(scaled, first, first + size);
            checkpoint.scaling().invert(values, 0);
            raw.add(values);
        }
        return raw;
    }

    /** Whether it must be told the class of an example to encode or decode it. */
    public boolean isConditional() {
        return config().model().isConditional();
    }

    /**
     * The number of a class that the user names.
     *
     * @throws InvalidInputException if the model is not conditional, or knows no such class
     */
    public int classNumber(String name) {
        if (!isConditional()) {
            throw new InvalidInputException(
                    "--label needs a model of type cvae; this one does not know what its examples are");
        }
        Integer number = ClassNames.numbers(checkpoint.classes()).get(ClassNames.plain(name));
        if (number == null) {
            throw new InvalidInputException(
                    "--label must be one of " + String.join(", ", checkpoint.classes()) + ", was " + name);
        }
        return number;
    }

    @Override
    public ExperimentConfig config() {
        return checkpoint.config();
    }

    @Override
    public ModelInput input() {
        return new ModelInput(checkpoint.shape(), checkpoint.columns(), checkpoint.scaling(), checkpoint.range());
    }

    /** The noise that it was trained with, at full strength. */
    public Corruption corruption() {
        return Corruption.of(config().model().noise(), checkpoint.range());
    }

    @Override
    public void close() {
        autoencoder.close();
    }
}
