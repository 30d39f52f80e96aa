package org.aectl.infer.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A mixture of normal distributions, in double precision. */
public final class GaussianMixture {
    /** Differences per code in nats below which two fits are the same for all that codes are drawn for. */
    private static final double CONVERGED = 1e-5;

    /** Bounds the time; each round is an improvement, so the mixture is of use wherever it ends. */
    private static final int MOST_ROUNDS = 300;

    private final double[] weights;
    private final List<Gaussian> components;

    /**
     * @param weights of the components, with the sum 1; not to be changed
     * @param components as many
     */
    GaussianMixture(double[] weights, List<Gaussian> components) {
        this.weights = weights;
        this.components = List.copyOf(components);
    }

    /**
     * Fits a mixture by expectation-maximisation, from a start that the seed decides.
     *
     * @param codes code after code, at least as many as components
     * @param units of a code; covariances are full up to 64 units, diagonal above
     * @param components at least 1
     */
    public static GaussianMixture fit(float[] codes, int units, int components, RandomGenerator random) {
        MixtureFit fit = new MixtureFit(codes, units, components, random);
        double last = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double objective = fit.improve();
            if (objective - last < CONVERGED) {
                break;
            }
            last = objective;
        }
        return fit.mixture();
    }

    double[] weights() {
        return weights;
    }

    List<Gaussian> components() {
        return components;
    }

    /**
     * Draws a code: a component by the weights, and from it a point.
     *
     * @param temperature that the standard deviations of the components are multiplied by
     */
    public void draw(RandomGenerator random, double temperature, float[] target, int offset) {
        double left = random.nextDouble();
        int chosen = 0;
        while (chosen < weights.length - 1 && left >= weights[chosen]) {
            left -= weights[chosen];
            chosen++;
        }
        components.get(chosen).draw(random, temperature, target, offset);
    }

    /**
     * Logarithm of the density at a code.
     *
     * @param shares of each component in this density, with the sum 1; is overwritten
     */
    double logDensity(float[] codes, int offset, double[] shares) {
        double[] difference = new double[components.get(0).mean().length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < weights.length; k++) {
            double[] mean = components.get(k).mean();
            for (int i = 0; i < mean.length; i++) {
                difference[i] = codes[offset + i] - mean[i];
            }
            shares[k] = Math.log(weights[k]) + components.get(k).logDensity(difference);
            largest = Math.max(largest, shares[k]);
        }
        for (int k = 0; k < weights.length; k++) {
            shares[k] = Math.exp(shares[k] - largest);
        }
        double sum = Arrays.stream(shares).sum();
        for (int k = 0; k < weights.length; k++) {
            shares[k] /= sum;
        }
        return largest + Math.log(sum);
    }
}
