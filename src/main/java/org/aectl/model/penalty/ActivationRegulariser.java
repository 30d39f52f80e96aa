package org.aectl.model.penalty;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A part of the loss that depends on a hidden layer's activations, [examples, units], and not on the output. */
public interface ActivationRegulariser extends Serializable {
    /** The penalty of a batch. */
    double penalty(INDArray activations);

    /**
     * Adds the penalty's gradient to that of the rest of the loss.
     *
     * @param epsilon gradient with respect to the activations, of the same shape
     * @return the penalty, which comes along with the gradient
     */
    double addGradient(INDArray activations, INDArray epsilon);
}
