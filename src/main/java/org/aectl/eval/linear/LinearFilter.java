package org.aectl.eval.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aectl.config.NoiseConfig;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The best linear estimate of clean examples from noisy ones (Wiener 1949), and so the bar that a denoising network must clear:
 * {@code E x + cov(x,y) cov(y)^-1 (y - E y)}. What covariances the noise leaves follows from its kind and its strength and from
 * mean and covariance of the training examples, in closed form: with {@code s} the share of a value that it leaves on average,
 * {@code cov(x,y) = s C} and {@code cov(y) = s^2 C + D}, D diagonal.
 *
 * <p>C is that of all principal components, or of both more than 1,024 rows and more than 1,024 features that of the first
 * {@value #MOST_COMPONENTS} and, feature by feature, of the variance that these leave.
 */
public final class LinearFilter {
    private static final int MOST_COMPONENTS = 256;
    private static final int MOST_EXACT = 1024;
    /** Of the largest variance of the noise: that of a feature that it leaves alone, which must be above 0. */
    private static final double LEAST_NOISE = 1e-12;

    private final double[] mean;
    private final double[] noisyMean;
    private final double share;
    /** [features x components] in 'f' order: {@code C = factors factors^T + } what is left. */
    private final double[] factors;
    /** [features x components] in 'f' order, from a noisy example to what belongs to the factors. */
    private final double[] gains;
    /** Of each feature, for what the components leave of it. */
    private final double[] ownGains;

    private LinearFilter(
            double[] mean, double[] noisyMean, double share, double[] factors, double[] gains, double[] ownGains) {
        this.mean = mean;
        this.noisyMean = noisyMean;
        this.share = share;
        this.factors = factors;
        this.gains = gains;
        this.ownGains = ownGains;
    }

    /** What noise after noise makes of each feature, by its mean and its variance. */
    private static final class Noisy implements NoiseConfig.Effect {
        private final double[] means;
        private final double[] variances;
        private double share = 1;

        Noisy(double[] means, double[] variances) {
            this.means = means.clone();
            this.variances = variances.clone();
        }

        @Override
        public void add(double sigma) {
            Arrays.setAll(variances, i -> variances[i] + sigma * sigma);
        }

        @Override
        public void replace(double probability, float one, float other) {
            double left = 1 - probability;
            share *= left;
            for (int i = 0; i < means.length; i++) {
                double mean = left * means[i] + probability * ((double) one + other) / 2;
                double square = left * (variances[i] + means[i] * means[i])
                        + probability * ((double) one * one + (double) other * other) / 2;
                means[i] = mean;
                variances[i] = square - mean * mean;
            }
        }
    }

    /** Why it is not to be had at a cost below the model's; empty where it is. */
    public static Optional<String> obstacle(long rows, int features) {
        return PrincipalComponents.obstacle(rows, features, components(rows, features));
    }

    private static int components(long rows, int features) {
        long all = Math.min(rows, features);
        return (int) (all <= MOST_EXACT ? all : MOST_COMPONENTS);
    }

    /**
     * Fits it.
     *
     * @param batches all training examples, scaled
     * @param rows how many these are
     * @param features size of one example
     * @param noises at full strength, one after the other; at least one
     * @param range of the scaled training data, whose ends salt and pepper are
     */
    public static LinearFilter fit(
            Iterable<Batch> batches, long rows, int features, List<NoiseConfig> noises, ValueRange range) {
        PrincipalComponents components = PrincipalComponents.fit(batches, features, components(rows, features));
        double[] mean = components.mean().values();
        double[] variances = new double[features];
        double[] inComponents = new double[components.components()];
        for (Batch batch : batches) {
            for (int i = 0; i < batch.features().length; i++) {
                double distance = batch.features()[i] - mean[i % features];
                variances[i % features] += distance * distance / rows;
            }
            double[] codes = components.project(batch);
            for (int i = 0; i < codes.length; i++) {
                inComponents[i % inComponents.length] += codes[i] * codes[i] / rows;
            }
        }
        double[] factors = components.scaled(inComponents);
        Noisy noisy = new Noisy(mean, variances);
        noises.forEach(noise -> noise.act(1, range.minimum(), range.maximum(), noisy));
        return of(mean, variances, factors, noisy);
    }

    private static LinearFilter of(double[] mean, double[] variances, double[] factors, Noisy noisy) {
        int features = mean.length;
        double share = noisy.share;
        double[] left = variances.clone();
        for (int i = 0; i < factors.length; i++) {
            left[i % features] -= factors[i] * factors[i];
        }
        double[] noise = new double[features];
        Arrays.setAll(noise, i -> noisy.variances[i] - share * share * (variances[i] - Math.max(0, left[i])));
        double least = Math.max(LEAST_NOISE * Arrays.stream(noise).max().orElse(0), Double.MIN_NORMAL);
        Arrays.setAll(noise, i -> Math.max(noise[i], least));
        double[] weighted = new double[factors.length];
        Arrays.setAll(weighted, i -> factors[i] / noise[i % features]);
        double[] ownGains = new double[features];
        Arrays.setAll(ownGains, i -> share * Math.max(0, left[i]) / noise[i]);
        return new LinearFilter(mean, noisy.means, share, factors, gains(factors, weighted, features, share), ownGains);
    }

    /** By Woodbury's identity the inverse of a matrix of as many rows as components is enough. */
    private static double[] gains(double[] factors, double[] weighted, int features, double share) {
        int count = factors.length / features;
        long[] shape = {features, count};
        try (INDArray ofFactors = Nd4j.create(factors, shape, 'f');
                INDArray ofWeighted = Nd4j.create(weighted, shape, 'f');
                INDArray products = Eigenvectors.product(ofFactors, true, ofWeighted, false)) {
            products.muli(share * share);
            for (int i = 0; i < count; i++) {
                products.putScalar(i, i, products.getDouble(i, i) + 1);
            }
            Eigenvectors found = Eigenvectors.of(products);
            try (INDArray vectors = found.leading(count);
                    INDArray divided = found.leadingOver(count, 1);
                    INDArray inverse = Eigenvectors.product(divided, false, vectors, true);
                    INDArray gains = Eigenvectors.product(ofWeighted, false, inverse, false)) {
                return gains.data().asDouble();
            }
        }
    }

    /**
     * The estimates of the clean examples from the inputs of a batch.
     *
     * @return {@code count * features} numbers
     */
    public float[] clean(Batch batch) {
        int features = mean.length;
        long[] shape = {features, factors.length / features};
        float[] outputs = new float[batch.count() * features];
        try (INDArray ofFactors = Nd4j.create(factors, shape, 'f');
                INDArray ofGains = Nd4j.create(gains, shape, 'f')) {
            CentredRows.forEach(new Batch(batch.rows(), batch.inputs(), batch.labels()), noisyMean, (rows, first) -> {
                try (INDArray codes = Eigenvectors.product(ofGains, true, rows, true);
                        INDArray parts = Eigenvectors.product(ofFactors, false, codes, false)) {
                    double[] numbers = parts.data().asDouble();
                    for (int i = 0; i < numbers.length; i++) {
                        int feature = i % features;
                        int place = first * features + i;
                        double noisy = batch.inputs()[place] - noisyMean[feature];
                        double own = ownGains[feature] * (noisy - share * share * numbers[i]);
                        outputs[place] = (float) (mean[feature] + share * numbers[i] + own);
                    }
                }
            });
        }
        return outputs;
    }
}
