package org.aectl.model.layer;

import java.util.function.BinaryOperator;
import org.aectl.kernel.Formula;
import org.aectl.kernel.HostArray;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a gradient passes back through an activation f. For the common ones f'(z) follows from f(z), which the layer has
 * anyway, without another transcendental function; the others need z.
 */
public final class ActivationGradient {
    private final boolean keepsOutput;
    private final BinaryOperator<INDArray> rule;
    private final @Nullable Formula formula;

    private ActivationGradient(boolean keepsOutput, BinaryOperator<INDArray> rule, @Nullable Formula formula) {
        this.keepsOutput = keepsOutput;
        this.rule = rule;
        this.formula = formula;
    }

    public static ActivationGradient of(IActivation activation) {
        if (activation instanceof ActivationIdentity) {
            return new ActivationGradient(true, (y, epsilon) -> epsilon, Formula.IDENTITY);
        }
        if (activation instanceof ActivationReLU) {
            return new ActivationGradient(
                    true,
                    (y, epsilon) -> epsilon.muli(Nd4j.getExecutioner().exec(new Step(y, y.ulike()))),
                    Formula.RELU);
        }
        if (activation instanceof ActivationSigmoid) {
            return new ActivationGradient(
                    true, (y, epsilon) -> epsilon.muli(y.rsub(1.0).muli(y)), Formula.SIGMOID);
        }
        if (activation instanceof ActivationTanH) {
            return new ActivationGradient(
                    true, (y, epsilon) -> epsilon.muli(y.mul(y).rsubi(1.0)), Formula.TANH);
        }
        return new ActivationGradient(
                false, (z, epsilon) -> activation.backprop(z, epsilon).getFirst(), null);
    }

    /** Whether {@link #apply} wants f(z); if not, a copy of z that it may overwrite. */
    public boolean keepsOutput() {
        return keepsOutput;
    }

    /** The same function as a loop for arrays in the host's memory; null where there is none. */
    @Nullable
    public Formula formulaFor(INDArray... arrays) {
        return formula != null && HostArray.areAll(arrays) ? formula : null;
    }

    /**
     * The gradient with respect to z; may be written into {@code epsilon} or {@code kept}.
     *
     * @param kept f(z) or z, as {@link #keepsOutput} says
     * @param epsilon the gradient with respect to f(z)
     */
    public INDArray apply(INDArray kept, INDArray epsilon) {
        return rule.apply(kept, epsilon);
    }
}
