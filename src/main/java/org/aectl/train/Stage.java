package org.aectl.train;

import java.util.List;
import org.aectl.data.batch.Portion;
import org.aectl.data.batch.PortionSource;
import org.aectl.model.Trainable;
import org.jspecify.annotations.Nullable;

/**
 * A part of a training that has a model, an optimizer and epochs of its own: one layer of layer-wise pretraining, or the
 * training of the whole network, which is the last.
 *
 * @param name for people and metrics.csv
 * @param epochs passes over the portions; a stage of 0 is passed over
 * @param portions of the training split
 * @param validation null where there is none
 */
public record Stage<P extends Portion>(
        String name,
        int epochs,
        Trainable<P> model,
        LearningRates learningRates,
        PortionSource<P> portions,
        @Nullable PortionSource<P> validation) {
    /** Name of the stage that trains the whole network. */
    public static final String WHOLE = "training";

    /** The metrics that each {@link EpochReport} of this stage has, in order. */
    List<String> metricNames() {
        return EpochReport.metricNames(model.lossParts(), validation != null);
    }
}
