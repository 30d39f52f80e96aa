package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batches;
import org.aectl.model.Classifier;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.ClassifierCheckpoint;

/** A classifier out of its file, with the preprocessing its data need. */
public record TrainedClassifier(ClassifierCheckpoint checkpoint, Classifier classifier) implements Trained {

    /** Loads a classifier and rebuilds its network. */
    public static TrainedClassifier load(Path file) throws IOException {
        return Activity.during("loading " + file, () -> read(file));
    }

    private static TrainedClassifier read(Path file) throws IOException {
        ClassifierCheckpoint checkpoint = CheckpointFile.readClassifier(file);
        NetworkPlan plan = plan(checkpoint);
        ModelMemory.check(checkpoint.config(), plan);
        Classifier classifier = Classifier.create(
                checkpoint.config().model(),
                checkpoint.config().training(),
                plan,
                checkpoint.config().seed());
        try {
            classifier.setParameters(checkpoint.parameters());
        } catch (InvalidInputException other) {
            classifier.close();
            throw new InvalidInputException(file + ": its weights do not fit its config: " + other.getMessage(), other);
        }
        return new TrainedClassifier(checkpoint, classifier);
    }

    /** The network of a classifier. */
    public static NetworkPlan plan(ClassifierCheckpoint checkpoint) {
        return NetworkPlan.of(checkpoint.config().model(), checkpoint.shape())
                .classifier(checkpoint.classes().size());
    }

    /**
     * Examples as this classifier takes them: with the scaling that the training of its encoder fitted. Their labels are
     * numbered as they are, and not as the classifier's classes.
     *
     * @throws InvalidInputException if they are unlike the examples it was trained on
     */
    @Override
    public Batches batches(Examples examples, String name, int batchSize) {
        input().check(examples, name);
        return new Batches(
                examples,
                checkpoint.scaling(),
                checkpoint.config().data().binarize(),
                batchSize,
                checkpoint.config().seed());
    }

    @Override
    public ExperimentConfig config() {
        return checkpoint.config();
    }

    @Override
    public ModelInput input() {
        return new ModelInput(checkpoint.shape(), checkpoint.columns(), checkpoint.scaling(), null);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
