package org.aectl.infer.sampling;

import java.util.random.RandomGenerator;

/**
 * A normal distribution in several dimensions, by the factor {@code U} of its covariance {@code U^T U}.
 *
 * <p>The upper triangle is kept row by row, each from the diagonal on. A diagonal covariance has nothing else in its rows,
 * and all loops below are the same for it.
 */
final class Gaussian {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final double[] mean;
    private final double[][] factor;
    private final double logNormaliser;

    private Gaussian(double[] mean, double[][] factor) {
        this.mean = mean;
        this.factor = factor;
        double logDeterminant = 0;
        for (double[] row : factor) {
            logDeterminant += 2 * Math.log(row[0]);
        }
        this.logNormaliser = -0.5 * (mean.length * LOG_TWO_PI + logDeterminant);
    }

    /**
     * From mean and covariance.
     *
     * @param covariance rows of its upper triangle from the diagonal on, which become those of the factor
     * @throws IllegalArgumentException if the covariance is not positive definite
     */
    static Gaussian of(double[] mean, double[][] covariance) {
        for (int i = 0; i < covariance.length; i++) {
            double[] row = covariance[i];
            double pivot = Math.sqrt(row[0]);
            if (!(pivot > 0)) {
                throw new IllegalArgumentException(
                        "a covariance that is not positive definite: pivot " + i + " has the square " + row[0]);
            }
            for (int j = 0; j < row.length; j++) {
                row[j] /= pivot;
            }
            for (int k = 1; k < row.length; k++) {
                double[] below = covariance[i + k];
                for (int j = k; j < row.length; j++) {
                    below[j - k] -= row[k] * row[j];
                }
            }
        }
        return new Gaussian(mean, covariance);
    }

    double[] mean() {
        return mean;
    }

    /** The covariance, multiplied out: [dimensions][dimensions]. */
    double[][] covariance() {
        int size = mean.length;
        double[][] covariance = new double[size][size];
        for (int k = 0; k < size; k++) {
            double[] row = factor[k];
            for (int i = 0; i < row.length; i++) {
                for (int j = 0; j < row.length; j++) {
                    covariance[k + i][k + j] += row[i] * row[j];
                }
            }
        }
        return covariance;
    }

    /**
     * Logarithm of the density.
     *
     * @param difference from the mean; is overwritten
     */
    double logDensity(double[] difference) {
        return logNormaliser - 0.5 * squaredDistance(difference);
    }

    /**
     * {@code v^T covariance^-1 v}, the square of Mahalanobis' distance.
     *
     * @param vector v; is overwritten
     */
    double squaredDistance(double[] vector) {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) {
            double[] row = factor[i];
            double solved = vector[i] / row[0];
            sum += solved * solved;
            for (int j = 1; j < row.length; j++) {
                vector[i + j] -= solved * row[j];
            }
        }
        return sum;
    }

    /**
     * Draws a point.
     *
     * @param temperature that standard deviations are multiplied by
     */
    void draw(RandomGenerator random, double temperature, float[] target, int offset) {
        double[] drawn = mean.clone();
        for (int i = 0; i < factor.length; i++) {
            double normal = temperature * random.nextGaussian();
            for (int j = 0; j < factor[i].length; j++) {
                drawn[i + j] += normal * factor[i][j];
            }
        }
        for (int i = 0; i < drawn.length; i++) {
            target[offset + i] = (float) drawn[i];
        }
    }
}
