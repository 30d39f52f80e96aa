package org.aectl.task;

import org.aectl.data.Batches;
import org.aectl.data.Examples;
import org.aectl.infer.TrainedModel;
import org.aectl.run.RunReference;

/** The rows that a run was trained on, which baselines and thresholds are fitted on. */
final class TrainingRows {
    private TrainingRows() {}

    /**
     * Opens them as the run's model takes them.
     *
     * @param run whose model it is
     * @throws org.aectl.config.InvalidInputException if they cannot be read here
     */
    static Batches open(TrainedModel model, RunReference run, int batchSize) {
        Examples training = PreparedData.open(model.checkpoint().config(), run.cache())
                .splits()
                .training();
        return model.batches(training, "the training rows", batchSize);
    }
}
