package org.aectl.model.penalty;

import java.util.function.DoubleUnaryOperator;
import org.aectl.kernel.Doubles;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far the codes of a batch are from as many draws of the prior: lambda times the maximum mean discrepancy (Gretton et al. 2012)
 * in its unbiased estimate, as Wasserstein autoencoders have it (WAE-MMD, Tolstikhin et al. 2018, algorithm 2). For n codes z and
 * n draws p it is
 *
 * <pre>{@code
 * 1 / (n (n - 1)) sum_{l != j} (k(z_l, z_j) + k(p_l, p_j)) - 2 / n^2 sum_{l, j} k(z_l, p_j)
 * }</pre>
 *
 * with the inverse multiquadratic kernel k(x, y) = C / (C + |x - y|^2) and C = 2 x units x the prior's variance, the mean squared
 * distance of two of its draws. Being unbiased, it may be negative. One code alone cannot be compared: its value
 * is 0.
 */
public final class MeanDiscrepancy implements ActivationRegulariser {
    private final double lambda;
    private final int units;
    private final double width;
    private final DoubleUnaryOperator prior;
    private double[] draws = {};

    /**
     * @param variance of a unit in the prior
     * @param prior makes a standard normal number a draw of a unit
     */
    public MeanDiscrepancy(double lambda, int units, double variance, DoubleUnaryOperator prior) {
        this.lambda = lambda;
        this.units = units;
        this.width = 2 * units * variance;
        this.prior = prior;
    }

    @Override
    public int noise() {
        return units;
    }

    @Override
    public void draw(double[] noise) {
        draws = new double[noise.length];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = prior.applyAsDouble(noise[i]);
        }
    }

    @Override
    public double penalty(INDArray activations) {
        double[] codes = Doubles.of(activations);
        return discrepancy(codes, new double[codes.length]);
    }

    @Override
    public double addGradient(INDArray activations, INDArray epsilon) {
        double[] gradient = Doubles.of(epsilon);
        double value = discrepancy(Doubles.of(activations), gradient);
        Doubles.into(epsilon, gradient);
        return value;
    }

    /** @param gradient with respect to the codes; is added to */
    private double discrepancy(double[] codes, double[] gradient) {
        if (codes.length != draws.length) {
            throw new IllegalStateException(codes.length / units + " codes cannot be compared with "
                    + draws.length / units + " draws of the prior");
        }
        int n = codes.length / units;
        if (n < 2) {
            return 0;
        }
        double within = 2 * lambda / n / (n - 1);
        double across = -2 * lambda / n / n;
        double sum = 0;
        for (int l = 0; l < n; l++) {
            for (int j = 0; j < n; j++) {
                double kernel = kernel(codes, l, draws, j);
                sum += across * kernel;
                addSlope(across * kernel * kernel, codes, l, draws, j, gradient);
                // Of two codes, and of two draws, each pair comes by once and counts twice.
                if (j < l) {
                    double ofCodes = kernel(codes, l, codes, j);
                    sum += within * (ofCodes + kernel(draws, l, draws, j));
                    addSlope(within * ofCodes * ofCodes, codes, l, codes, j, gradient);
                    addSlope(within * ofCodes * ofCodes, codes, j, codes, l, gradient);
                }
            }
        }
        return sum;
    }

    private double kernel(double[] x, int l, double[] y, int j) {
        double distance = 0;
        for (int unit = 0; unit < units; unit++) {
            double difference = x[l * units + unit] - y[j * units + unit];
            distance += difference * difference;
        }
        return width / (width + distance);
    }

    /** The derivative of k = C / (C + |x - y|^2) by x, which is -2 k^2 (x - y) / C. */
    private void addSlope(double factor, double[] x, int l, double[] y, int j, double[] gradient) {
        for (int unit = 0; unit < units; unit++) {
            gradient[l * units + unit] -= 2 * factor / width * (x[l * units + unit] - y[j * units + unit]);
        }
    }
}
