package org.aectl.model.penalty;

import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer whose activations can be penalised. */
public interface RegularisedLayer {
    /**
     * Adds a penalty on this layer's activations to the loss.
     *
     * @param addGradient takes the activations, [examples, units], and adds its gradient with respect to them to that of the
     *     rest of the loss, of the same shape
     */
    void penalise(BiConsumer<INDArray, INDArray> addGradient);
}
