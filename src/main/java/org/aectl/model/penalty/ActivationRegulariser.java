package org.aectl.model.penalty;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A part of the loss that depends on a hidden layer's activations, [examples, units], and not on the output. */
public interface ActivationRegulariser {
    /** The penalty of a batch. */
    double penalty(INDArray activations);

    /**
     * Adds the penalty's gradient to that of the rest of the loss.
     *
     * @param epsilon gradient with respect to the activations, of the same shape
     * @return the penalty, which comes along with the gradient
     */
    double addGradient(INDArray activations, INDArray epsilon);

    /** Standard normal numbers that it wants for each example of a batch. */
    default int noise() {
        return 0;
    }

    /**
     * Takes them before each batch.
     *
     * @param noise [examples x {@link #noise}]
     */
    default void draw(double[] noise) {}

    /** Adds to the gradient of the layer's weights what does not come through its activations. */
    default void addWeightGradient() {}
}
