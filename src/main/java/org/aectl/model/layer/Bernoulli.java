package org.aectl.model.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each feature is 1 with probability sigmoid(z). The loss is the cross-entropy on logits, {@code max(z, 0) - z x +
 * log(1 + exp(-|z|))}, in nats: finite for every z, unlike the logarithm of a sigmoid.
 */
public final class Bernoulli implements Likelihood {
    private static final long serialVersionUID = 1L;

    private static final int EACH_ELEMENT = 0;
    private static final int SUM = 1;

    @Override
    public INDArray mean(INDArray z) {
        return Nd4j.getExecutioner().exec(new Sigmoid(z, z));
    }

    @Override
    public INDArray lossPerExample(INDArray z, INDArray target) {
        return crossEntropy(z, target, z.ulike(), EACH_ELEMENT).sum(1);
    }

    @Override
    public double lossAndGradient(INDArray z, INDArray target, INDArray delta) {
        Nd4j.getExecutioner().exec(new Sigmoid(z, delta));
        delta.subi(target);
        return crossEntropy(z, target, Nd4j.scalar(z.dataType(), 0.0), SUM).getDouble(0);
    }

    private static INDArray crossEntropy(INDArray z, INDArray target, INDArray result, int reduction) {
        Nd4j.exec(DynamicCustomOp.builder("sigm_cross_entropy_loss")
                .addInputs(z, Nd4j.scalar(z.dataType(), 1.0), target)
                .addOutputs(result)
                .addFloatingPointArguments(0.0)
                .addIntegerArguments(reduction)
                .build());
        return result;
    }
}
