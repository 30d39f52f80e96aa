package org.aectl.task;

import org.aectl.data.Examples;
import org.aectl.data.batch.Batches;
import org.aectl.data.prepare.Splits;
import org.aectl.infer.TrainedModel;
import org.aectl.run.RunReference;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a run was trained on, which baselines are fitted on, and those that its training never saw.
 *
 * @param validation rows that only judged the epochs, on which thresholds are fitted; null where there are none
 */
public record TrainingRows(Batches training, @Nullable Batches validation) {
    /**
     * Opens the training rows as the run's model takes them.
     *
     * @param run whose model it is
     * @throws org.aectl.base.InvalidInputException if they cannot be read here
     */
    public static Batches open(TrainedModel model, RunReference run, int batchSize) {
        return both(model, run, batchSize).training;
    }

    /** As {@link #open}, with the validation rows. */
    public static TrainingRows both(TrainedModel model, RunReference run, int batchSize) {
        return of(
                model,
                OpenedData.open(model.checkpoint().config(), model.checkpoint().columns(), run.cache()),
                batchSize);
    }

    /** Of data that are open already. */
    public static TrainingRows of(TrainedModel model, OpenedData own, int batchSize) {
        Splits splits = own.splits();
        Examples validation = splits.validation();
        return new TrainingRows(
                model.batches(splits.training(), "the training rows", batchSize),
                validation == null ? null : model.batches(validation, "the validation rows", batchSize));
    }

    /** Those that thresholds are fitted on: scores of rows that a network has learnt by heart are too low for others. */
    public Batches forThresholds() {
        return validation == null ? training : validation;
    }
}
