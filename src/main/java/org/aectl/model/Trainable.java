package org.aectl.model;

import java.util.List;
import org.aectl.data.batch.TrainingUnit;
import org.aectl.model.objective.Losses;
import org.jspecify.annotations.Nullable;

/** What a training loop needs of a model. */
public interface Trainable<B extends TrainingUnit> {
    /** Gets ready for the first of some steps; called again when a training goes on. */
    default void begin() {}

    /** Names of the parts that every {@link Losses} of this model has, in order. */
    List<String> lossParts();

    /**
     * One step of training on a batch.
     *
     * @return the losses before the step; where they are not finite, the weights were left alone
     */
    Losses train(B batch, TrainingStep step);

    /**
     * The state after the steps so far.
     *
     * @param old whose memory is taken for it; null to take new memory
     */
    TrainingState state(@Nullable TrainingState old);

    /** Whether all weights are finite numbers. */
    boolean isFinite();

    /** Goes back, or on, to a state that {@link #state} gave. */
    void restore(TrainingState state);

    /** The losses of a batch, without training on it and as they are weighed at the end of the training. */
    Losses losses(B batch);
}
