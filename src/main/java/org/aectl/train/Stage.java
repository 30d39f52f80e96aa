package org.aectl.train;

import java.util.List;
import org.aectl.data.batch.BatchSource;
import org.aectl.data.batch.TrainingUnit;
import org.aectl.model.Trainable;
import org.jspecify.annotations.Nullable;

/**
 * A part of a training that has a model, an optimizer and epochs of its own: one layer of layer-wise pretraining, or the
 * training of the whole network, which is the last.
 *
 * @param name for people and metrics.csv
 * @param epochs passes over the batches; a stage of 0 is skipped
 * @param batches of the training split
 * @param validation null where there is none
 */
public record Stage<B extends TrainingUnit>(
        String name,
        int epochs,
        Trainable<B> model,
        LearningRates learningRates,
        BatchSource<B> batches,
        @Nullable BatchSource<B> validation) {
    /** Name of the stage that trains the whole network. */
    public static final String WHOLE = "training";

    /** The metrics that each {@link EpochReport} of this stage has, in order. */
    List<String> metricNames() {
        return EpochReport.metricNames(model.lossParts(), validation != null);
    }
}
