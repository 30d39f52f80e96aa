package org.aectl.model;

import java.util.List;
import org.aectl.data.Batch;

/** What a training loop needs of a model. */
public interface Trainable {
    /** Names of the parts that every {@link Losses} of this model has, in order. */
    List<String> lossParts();

    /**
     * One step of training on a batch.
     *
     * @param learningRate of this step, above 0
     * @param step number of steps taken before; some optimizers correct their averages by it
     * @return the losses before the step; where they are not finite, the weights were left alone
     */
    Losses train(Batch batch, double learningRate, long step);

    /** The losses of a batch, without training on it. */
    Losses losses(Batch batch);
}
