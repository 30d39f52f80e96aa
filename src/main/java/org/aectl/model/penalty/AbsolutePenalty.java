package org.aectl.model.penalty;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.factory.Nd4j;

/** The L1 norm of the activations, {@code beta * sum_j |a_j|}, mean over the examples; its gradient at 0 is 0. */
public record AbsolutePenalty(double beta) implements ActivationRegulariser {
    @Override
    public double penalty(INDArray activations) {
        return beta * activations.norm1Number().doubleValue() / activations.size(0);
    }

    @Override
    public double addGradient(INDArray activations, INDArray epsilon) {
        INDArray signs = Nd4j.getExecutioner().exec(new Sign(activations, activations.ulike()));
        epsilon.addi(signs.muli(beta / activations.size(0)));
        return penalty(activations);
    }
}
