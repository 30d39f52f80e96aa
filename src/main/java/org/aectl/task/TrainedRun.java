package org.aectl.task;

import java.io.IOException;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batches;
import org.aectl.infer.Trained;
import org.aectl.infer.TrainedClassifier;
import org.aectl.infer.TrainedModel;
import org.aectl.run.RunReference;
import org.jspecify.annotations.Nullable;

/**
 * A run with its trained network, loaded once, and its own data, which are opened when they are first asked for and then kept.
 *
 * @param <M> what was trained: an autoencoder, or a classifier of its codes
 */
public final class TrainedRun<M extends Trained> implements AutoCloseable {
    private final RunReference reference;
    private final M model;
    private @Nullable OpenedData own;

    private TrainedRun(RunReference reference, M model) {
        this.reference = reference;
        this.model = model;
    }

    /** Loads a run's autoencoder. */
    public static TrainedRun<TrainedModel> load(RunReference run) throws IOException {
        return new TrainedRun<>(run, TrainedModel.load(run.checkpoint()));
    }

    /** Loads the classifier of a run that trained one. */
    public static TrainedRun<TrainedClassifier> loadClassifier(RunReference run) throws IOException {
        return new TrainedRun<>(run, TrainedClassifier.load(run.checkpoint()));
    }

    public String name() {
        return reference.name();
    }

    public M model() {
        return model;
    }

    public ExperimentConfig config() {
        return model.config();
    }

    /**
     * The data that it was trained on.
     *
     * @throws org.aectl.base.InvalidInputException if they cannot be read here
     */
    public OpenedData own() {
        if (own == null) {
            own = OpenedData.open(config(), model.input().columns(), reference.cache());
        }
        return own;
    }

    /**
     * The examples that a request means.
     *
     * @throws org.aectl.base.InvalidInputException if they cannot be read here, or do not suit the model
     */
    public InferenceData data(InferenceRequest request) {
        String split = request.split();
        InferenceData all = request.data() == null
                ? split(split == null ? InferenceData.TEST : split)
                : InferenceData.open(request.data(), split, model, reference.cache());
        return all.first(request.limit());
    }

    private InferenceData split(String name) {
        return new InferenceData(name, own().splits().get(name));
    }

    /** Examples as the model takes them. */
    public Batches batches(InferenceData data, int batchSize) {
        return model.batches(data.examples(), data.name(), batchSize);
    }

    /** The rows that it was trained on, which baselines are fitted on; fails as {@link #own} does. */
    public Batches trainingRows(int batchSize) {
        return model.batches(own().splits().training(), "the training rows", batchSize);
    }

    /** The rows that thresholds are fitted on; see {@link Inference#eachForThreshold}. */
    public InferenceData rowsForThresholds() {
        Examples validation = own().splits().validation();
        return validation == null
                ? new InferenceData("the training rows", own().splits().training())
                : new InferenceData("the validation rows", validation);
    }

    @Override
    public void close() {
        model.close();
    }
}
