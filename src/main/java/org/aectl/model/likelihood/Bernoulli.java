package org.aectl.model.likelihood;

import java.util.Optional;
import org.aectl.kernel.BiasActivation;
import org.aectl.kernel.Formula;
import org.aectl.kernel.HostArray;
import org.aectl.kernel.RowLosses;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each feature is 1 with probability sigmoid(z). The loss is the cross-entropy on logits, {@code max(z, 0) - z x +
 * log(1 + exp(-|z|))}, in nats: finite for every z, unlike the logarithm of a sigmoid.
 */
public final class Bernoulli implements Likelihood {
    private static final int EACH_ELEMENT = 0;

    @Override
    public INDArray mean(INDArray z) {
        if (HostArray.areAll(z)) {
            BiasActivation.activate(z, null, Formula.SIGMOID);
            return z;
        }
        return Nd4j.getExecutioner().exec(new Sigmoid(z, z));
    }

    @Override
    public double[] lossPerExample(INDArray z, INDArray target) {
        if (HostArray.areAll(z, target)) {
            return RowLosses.crossEntropy(z, target, 0, null);
        }
        return crossEntropy(z, target).sum(1).toDoubleVector();
    }

    @Override
    public double[] lossAndGradient(INDArray z, INDArray target, double factor, INDArray delta) {
        if (HostArray.areAll(z, target, delta)) {
            return RowLosses.crossEntropy(z, target, (float) factor, delta);
        }
        Nd4j.getExecutioner().exec(new Sigmoid(z, delta));
        delta.subi(target).muli(factor);
        return lossPerExample(z, target);
    }

    /** The entropy: 0 for bits, more for values between. No cross-entropy of values outside of 0 and 1 has a least one. */
    @Override
    public Optional<LeastLoss> leastLoss() {
        return Optional.of(x -> x > 0 && x < 1 ? -x * Math.log(x) - (1 - x) * Math.log1p(-x) : 0);
    }

    private static INDArray crossEntropy(INDArray z, INDArray target) {
        INDArray losses = z.ulike();
        Nd4j.exec(DynamicCustomOp.builder("sigm_cross_entropy_loss")
                .addInputs(z, Nd4j.scalar(z.dataType(), 1.0), target)
                .addOutputs(losses)
                .addFloatingPointArguments(0.0)
                .addIntegerArguments(EACH_ELEMENT)
                .build());
        return losses;
    }
}
