package org.aectl.model.layer;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Each feature is normal around f(z) with variance 1/2, which makes the loss the squared error {@code (f(z) - x)^2}: the
 * negative log-likelihood in nats without its constant, ln(pi)/2 per feature.
 */
public final class Gaussian implements Likelihood {
    private static final long serialVersionUID = 1L;

    private final IActivation activation;
    private transient ActivationGradient gradient;

    /** @param activation f, often the identity */
    public Gaussian(IActivation activation) {
        this.activation = activation;
        this.gradient = ActivationGradient.of(activation);
    }

    @Override
    public INDArray mean(INDArray z) {
        return activation.getActivation(z, false);
    }

    @Override
    public INDArray lossPerExample(INDArray z, INDArray target) {
        INDArray difference = mean(z.dup('c')).subi(target);
        return difference.muli(difference).sum(1);
    }

    @Override
    public double lossAndGradient(INDArray z, INDArray target, INDArray delta) {
        INDArray mean = mean(z.dup('c'));
        delta.assign(mean).subi(target);
        double norm = delta.norm2Number().doubleValue();
        delta.muli(2.0);
        INDArray result = gradient.apply(gradient.keepsOutput() ? mean : z.dup('c'), delta);
        if (result != delta) {
            delta.assign(result);
        }
        return norm * norm;
    }

    private Object readResolve() {
        return new Gaussian(activation);
    }
}
