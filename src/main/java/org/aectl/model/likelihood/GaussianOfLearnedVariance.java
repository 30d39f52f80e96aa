package org.aectl.model.likelihood;

import org.aectl.model.layer.ActivationGradient;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Each feature is normal around f(z) with a variance that follows from the errors (Rybkin, Daniilidis and Levine 2021): {@code (f(z) -
 * x)^2 / (2 variance) + ln(2 pi variance) / 2}. Behind the features z holds log-variances, one for all features or one
 * for each, as {@link OutputVariance} puts them there.
 */
public final class GaussianOfLearnedVariance implements Likelihood {
    /** A feature that is always the same would draw its variance to 0 and the loss to minus infinity. */
    static final double MINIMUM = Math.log(1e-6);

    private static final double CONSTANT = Math.log(2 * Math.PI) / 2;

    private final IActivation activation;
    private final int features;
    private transient ActivationGradient gradient;

    /**
     * @param activation f, often the identity
     * @param features of an example
     */
    public GaussianOfLearnedVariance(IActivation activation, int features) {
        this.activation = activation;
        this.features = features;
        this.gradient = ActivationGradient.of(activation);
    }

    @Override
    public INDArray mean(INDArray z) {
        return activation.getActivation(linear(z), false);
    }

    @Override
    public double[] lossPerExample(INDArray z, INDArray target) {
        INDArray difference = mean(z).subi(target);
        INDArray logVariances = logVariances(z);
        INDArray squares = difference.muli(difference).muli(precisions(logVariances));
        return squares.sum(1).addi(constants(logVariances)).toDoubleVector();
    }

    @Override
    public double[] lossAndGradient(INDArray z, INDArray target, double factor, INDArray delta) {
        INDArray linear = linear(z);
        INDArray mean = activation.getActivation(linear.dup('c'), false);
        INDArray logVariances = logVariances(z);
        INDArray difference = mean.sub(target);
        INDArray weighted = difference.mul(precisions(logVariances));
        INDArray losses = difference.muli(weighted);
        double[] perExample = losses.sum(1).addi(constants(logVariances)).toDoubleVector();
        INDArray ofVariance = losses.rsub(0.5);
        if (logVariances.size(1) == 1) {
            ofVariance = ofVariance.sum(true, 1);
        }
        // Of a variance below the smallest one, as if it were that.
        delta.get(NDArrayIndex.all(), NDArrayIndex.interval(features, z.size(1)))
                .assign(ofVariance);
        INDArray passed = gradient.apply(gradient.keepsOutput() ? mean : linear, weighted.muli(2.0));
        delta.get(NDArrayIndex.all(), NDArrayIndex.interval(0, features)).assign(passed);
        delta.muli(factor);
        return perExample;
    }

    private INDArray linear(INDArray z) {
        return z.get(NDArrayIndex.all(), NDArrayIndex.interval(0, features)).dup('c');
    }

    /** [examples, 1] or [examples, features]. */
    private INDArray logVariances(INDArray z) {
        return z.get(NDArrayIndex.all(), NDArrayIndex.interval(features, z.size(1)))
                .dup('c');
    }

    /** 1 / (2 variance) of each feature, [examples, features]. */
    private INDArray precisions(INDArray logVariances) {
        INDArray precisions =
                Transforms.exp(Transforms.max(logVariances, MINIMUM).negi()).muli(0.5);
        return precisions.size(1) == features ? precisions : precisions.broadcast(precisions.size(0), features);
    }

    /** What does not depend on the features, [examples]. */
    private INDArray constants(INDArray logVariances) {
        INDArray clamped = Transforms.max(logVariances, MINIMUM);
        double repeated = (double) features / clamped.size(1);
        return clamped.sum(1).muli(repeated / 2).addi(features * CONSTANT);
    }

    private Object readResolve() {
        return new GaussianOfLearnedVariance(activation, features);
    }
}
