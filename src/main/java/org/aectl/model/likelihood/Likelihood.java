package org.aectl.model.likelihood;

import java.io.Serializable;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the numbers that leave the decoder mean. Works on {@code z}, the decoder's last linear values, so that no
 * precision is lost between an activation and a logarithm. All arrays are [examples, features] in 'c' order, but for z
 * where the likelihood has parameters of its own behind the features.
 */
public interface Likelihood extends Serializable {
    /** The expected features given z, in 'c' order; overwrites z. */
    INDArray mean(INDArray z);

    /** Negative log-likelihood of each example, summed over features; leaves its arguments alone. */
    double[] lossPerExample(INDArray z, INDArray target);

    /**
     * {@link #lossPerExample}, and a gradient on the way.
     *
     * @param factor of the gradient
     * @param delta receives the gradient of the losses' sum with respect to z, times the factor
     */
    double[] lossAndGradient(INDArray z, INDArray target, double factor, INDArray delta);

    /**
     * What the loss of each example leaves out of the negative log-likelihood in nats, because it is the same for every model. It
     * may depend on the data.
     *
     * @param targets [examples x features]
     */
    default double[] omittedPerExample(float[] targets, int examples) {
        return new double[examples];
    }

    /** What even a perfect output costs; empty where that is the same for all values. */
    default Optional<LeastLoss> leastLoss() {
        return Optional.empty();
    }

    /** The loss of a value by the best output for it. */
    interface LeastLoss {
        double of(float value);
    }
}
