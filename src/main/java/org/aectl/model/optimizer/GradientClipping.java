package org.aectl.model.optimizer;

import org.aectl.config.TrainingConfig;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.factory.Nd4j;

/** Bounds the gradient of a step: first each element, then the norm of the whole (Pascanu et al. 2013). */
public record GradientClipping(TrainingConfig.@Nullable GradientClip bounds) {
    /** Clips in place. */
    public void apply(INDArray gradient) {
        if (bounds == null) {
            return;
        }
        if (bounds.value() != null) {
            Nd4j.exec(new ScalarMin(gradient, null, gradient, bounds.value()));
            Nd4j.exec(new ScalarMax(gradient, null, gradient, -bounds.value()));
        }
        if (bounds.norm() != null) {
            double norm = gradient.norm2Number().doubleValue();
            if (norm > bounds.norm()) {
                gradient.muli(bounds.norm() / norm);
            }
        }
    }
}
