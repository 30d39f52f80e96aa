package org.aectl.model.layer;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the numbers that leave the decoder mean. Works on {@code z}, the decoder's last linear values, so that no
 * precision is lost between an activation and a logarithm. All arrays are [examples, features] in 'c' order, but for z
 * where the likelihood has parameters of its own behind the features.
 */
public interface Likelihood extends Serializable {
    /** The expected features given z, in 'c' order; overwrites z. */
    INDArray mean(INDArray z);

    /** Negative log-likelihood of each example, summed over features, [examples]; leaves its arguments alone. */
    INDArray lossPerExample(INDArray z, INDArray target);

    /**
     * Sum of {@link #lossPerExample} over the examples.
     *
     * @param delta receives the gradient of that sum with respect to z
     */
    double lossAndGradient(INDArray z, INDArray target, INDArray delta);

    /**
     * What the loss of each feature leaves out of the negative log-likelihood in nats because it is the same for every
     * model.
     */
    default double omittedPerFeature() {
        return 0;
    }
}
