package org.aectl.model.penalty;

/** A layer whose activations can be penalised. */
public interface RegularisedLayer {
    /** Adds a penalty on this layer's activations to the loss. */
    void penalise(ActivationRegulariser penalty);

    /** The penalty of the batch that was last propagated back; NaN before the first. */
    double lastPenalty();
}
