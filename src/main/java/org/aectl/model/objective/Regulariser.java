package org.aectl.model.objective;

import org.aectl.model.layer.LayerPlan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A part of the loss that does not depend on the output. Its gradient joins that of the rest wherever it belongs. */
public interface Regulariser {
    /** Its name among the parts of a loss. */
    String part();

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

    /** Adds to the gradients of weights what does not come through activations, once both passes have written theirs. */
    default void addWeightGradient() {}

    /** Sees the values after a layer in a batch that nothing is learnt from, [examples, units]; they are gone afterwards. */
    default void observe(LayerPlan layer, INDArray values) {}

    /** Its value in the last batch. */
    double value();
}
