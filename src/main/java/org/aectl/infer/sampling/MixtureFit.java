package org.aectl.infer.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Fits a mixture of normal distributions by expectation-maximisation (Dempster et al. 1977), from seeds that lie apart.
 *
 * <p>Of units that never differ, or that follow from others, a covariance is singular and its likelihood infinite. So
 * covariances get a weak prior: {@code exp(-tr(R C^-1) / 2)}, with which the best covariance of a component is that of its
 * codes plus {@code R} over their number. R is a millionth of the variance of each unit, times the codes that a
 * component has on average. What {@link #improve} gives, likelihood and prior together, never falls.
 */
final class MixtureFit {
    /** A full covariance of more units has more numbers than codes can say. */
    static final int MOST_FULL = 64;

    private static final double RIDGE = 1e-6;
    /** Shares below it change no digit that counts. */
    private static final double NEGLIGIBLE = 1e-12;
    /** Of a fixed number, so that the order of sums does not depend on the processor. */
    private static final int BLOCKS = 16;

    private final float[] codes;
    private final int units;
    private final int count;
    private final double[] ridge;
    private GaussianMixture mixture;

    MixtureFit(float[] codes, int units, int components, RandomGenerator random) {
        this.codes = codes;
        this.units = units;
        this.count = codes.length / units;
        if (components < 1 || components > count) {
            throw new IllegalArgumentException(components + " components for " + count + " codes");
        }
        this.ridge = ridge(components);
        this.mixture = start(new KMeansPlusPlus(codes, units).choose(components, random));
    }

    private double[] ridge(int components) {
        EmpiricalPrior observed = new EmpiricalPrior(codes, units);
        double[] variances = new double[units];
        Arrays.setAll(variances, unit -> observed.deviation(unit) * observed.deviation(unit));
        double mean = Arrays.stream(variances).average().orElse(0);
        // A unit that never differs gets a millionth of the others' mean; where all never differ, a number above 0.
        double least = Math.max(RIDGE * mean, Float.MIN_NORMAL);
        return Arrays.stream(variances)
                .map(variance -> RIDGE * Math.max(variance, least) * count / components)
                .toArray();
    }

    /** Each code belongs to the nearest seed. */
    private GaussianMixture start(List<double[]> seeds) {
        Sums sums = sums(seeds, (row, shares) -> {
            Arrays.fill(shares, 0);
            shares[KMeansPlusPlus.nearest(codes, row * units, seeds)] = 1;
            return 0;
        });
        return mixture(sums.moments, seeds);
    }

    /**
     * Goes one round.
     *
     * @return logarithm of the likelihood and the prior before this round, in nats for each code
     */
    double improve() {
        List<double[]> means = mixture.components().stream().map(Gaussian::mean).toList();
        GaussianMixture before = mixture;
        Sums sums = sums(means, (row, shares) -> before.logDensity(codes, row * units, shares));
        mixture = mixture(sums.moments, means);
        return (sums.logDensity - penalty(before)) / count;
    }

    GaussianMixture mixture() {
        return mixture;
    }

    /** Half the trace of R C^-1, over all components. */
    private double penalty(GaussianMixture of) {
        double sum = 0;
        double[] vector = new double[units];
        for (Gaussian component : of.components()) {
            for (int unit = 0; unit < units; unit++) {
                Arrays.fill(vector, 0);
                vector[unit] = Math.sqrt(ridge[unit]);
                sum += component.squaredDistance(vector);
            }
        }
        return sum / 2;
    }

    /** Gives the share of each component in a code, and the logarithm of the code's density. */
    private interface Shares {
        double of(int row, double[] shares);
    }

    /** Sums over some codes: the moments of each component, and the logarithms of densities. */
    private record Sums(ComponentMoments[] moments, double logDensity) {
        Sums plus(Sums other) {
            for (int k = 0; k < moments.length; k++) {
                moments[k].add(other.moments[k]);
            }
            return new Sums(moments, logDensity + other.logDensity);
        }
    }

    private Sums sums(List<double[]> means, Shares shares) {
        return IntStream.range(0, BLOCKS).parallel().mapToObj(block -> sums(block, means, shares)).toList().stream()
                .reduce(Sums::plus)
                .orElseThrow();
    }

    private Sums sums(int block, List<double[]> means, Shares shares) {
        ComponentMoments[] moments = new ComponentMoments[means.size()];
        Arrays.setAll(moments, k -> new ComponentMoments(units, units <= MOST_FULL));
        double[] shareOf = new double[moments.length];
        double logDensity = 0;
        int end = (int) ((block + 1L) * count / BLOCKS);
        for (int row = (int) ((long) block * count / BLOCKS); row < end; row++) {
            logDensity += shares.of(row, shareOf);
            for (int k = 0; k < moments.length; k++) {
                if (shareOf[k] > NEGLIGIBLE) {
                    moments[k].add(shareOf[k], codes, row * units, means.get(k));
                }
            }
        }
        return new Sums(moments, logDensity);
    }

    /** A component without codes is left out: its seed was equal to another one, or others have taken its codes. */
    private GaussianMixture mixture(ComponentMoments[] moments, List<double[]> means) {
        List<Double> weights = new ArrayList<>();
        List<Gaussian> components = new ArrayList<>();
        for (int k = 0; k < moments.length; k++) {
            if (moments[k].weight() > NEGLIGIBLE) {
                weights.add(moments[k].weight() / count);
                components.add(moments[k].gaussian(means.get(k), ridge));
            }
        }
        return new GaussianMixture(
                weights.stream().mapToDouble(Double::doubleValue).toArray(), components);
    }
}
