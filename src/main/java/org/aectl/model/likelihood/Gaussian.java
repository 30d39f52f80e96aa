package org.aectl.model.likelihood;

import java.util.Arrays;
import org.aectl.kernel.BiasActivation;
import org.aectl.kernel.Formula;
import org.aectl.kernel.RowLosses;
import org.aectl.model.layer.ActivationGradient;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Each feature is normal around f(z) with a given variance: {@code (f(z) - x)^2 / (2 variance) + ln(2 pi variance) / 2}.
 * For the variance 1/2 the constant may be left out, which makes the loss the squared error.
 */
public final class Gaussian implements Likelihood {
    /** Of the variance 1/2: ln(pi) / 2. */
    private static final double SQUARED_ERROR_CONSTANT = Math.log(Math.PI) / 2;

    private final IActivation activation;
    private final double precision;
    private final double constant;
    private final double omitted;
    private transient ActivationGradient gradient;

    private Gaussian(IActivation activation, double precision, double constant, double omitted) {
        this.activation = activation;
        this.precision = precision;
        this.constant = constant;
        this.omitted = omitted;
        this.gradient = ActivationGradient.of(activation);
    }

    /**
     * The plain squared error.
     *
     * @param activation f, often the identity
     */
    public static Gaussian squaredError(IActivation activation) {
        return new Gaussian(activation, 1, 0, SQUARED_ERROR_CONSTANT);
    }

    /**
     * The whole negative log-likelihood.
     *
     * @param activation f, often the identity
     * @param variance above 0
     */
    public static Gaussian withVariance(IActivation activation, double variance) {
        return new Gaussian(activation, 1 / (2 * variance), Math.log(2 * Math.PI * variance) / 2, 0);
    }

    @Override
    public INDArray mean(INDArray z) {
        Formula formula = gradient.formulaFor(z);
        if (formula != null) {
            BiasActivation.activate(z, null, formula);
            return z;
        }
        return activation.getActivation(z, false);
    }

    @Override
    public double[] lossPerExample(INDArray z, INDArray target) {
        Formula formula = gradient.formulaFor(z, target);
        if (formula != null) {
            return losses(RowLosses.squaredError(z, target, formula, 0, null), target);
        }
        INDArray difference = mean(z.dup('c')).subi(target);
        return losses(difference.muli(difference).sum(1).toDoubleVector(), target);
    }

    @Override
    public double[] lossAndGradient(INDArray z, INDArray target, double factor, INDArray delta) {
        Formula formula = gradient.formulaFor(z, target, delta);
        if (formula != null) {
            return losses(RowLosses.squaredError(z, target, formula, (float) (factor * precision), delta), target);
        }
        INDArray mean = mean(z.dup('c'));
        delta.assign(mean).subi(target).muli(2 * precision * factor);
        INDArray result = gradient.apply(gradient.keepsOutput() ? mean : z.dup('c'), delta);
        if (result != delta) {
            delta.assign(result);
        }
        return lossPerExample(z, target);
    }

    private double[] losses(double[] squaredErrors, INDArray target) {
        double[] losses = new double[squaredErrors.length];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = squaredErrors[row] * precision + constant * target.size(1);
        }
        return losses;
    }

    @Override
    public double[] omittedPerExample(float[] targets, int examples) {
        int features = targets.length / examples;
        double[] perExample = new double[examples];
        Arrays.fill(perExample, features * omitted);
        return perExample;
    }

    private Object readResolve() {
        return new Gaussian(activation, precision, constant, omitted);
    }
}
