package org.aectl.model.objective;

import org.aectl.model.layer.LayerPlan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A part of the loss that does not depend on the output. */
public interface Regulariser {
    /** Its name among the parts of a loss. */
    String part();

    /** Its value in the step that was computed last, whose gradient has its own added. */
    double last();

    /** Begins a batch that nothing is learnt from. */
    default void begin() {}

    /** Sees the values after a layer in such a batch, [examples, units]; they are gone afterwards. */
    default void observe(LayerPlan layer, INDArray values) {}

    /** Its value in such a batch, at the end. */
    double value();
}
