package org.aectl.model.code;

import org.jspecify.annotations.Nullable;

/**
 * The distributions of a batch's codes and what was drawn from them. Arrays hold example after example, and of each
 * example unit after unit; samples of one example follow each other.
 */
public final class PosteriorBatch {
    private final int examples;
    private final int units;
    private final int samples;
    private final Posterior posterior;
    private final double[] means;
    private final double[] logVariances;
    private final boolean[] isClamped;
    private final double @Nullable [] noise;
    private final double[] codes;

    private PosteriorBatch(Posterior posterior, boolean[] isClamped, double @Nullable [] noise) {
        this.posterior = posterior;
        this.means = posterior.means();
        this.logVariances = posterior.logVariances();
        this.units = posterior.units();
        this.examples = means.length / units;
        this.samples = noise == null ? 1 : noise.length / means.length;
        this.isClamped = isClamped;
        this.noise = noise;
        this.codes = noise == null ? means : drawn(noise);
    }

    /**
     * Reads what the layer before the code gives.
     *
     * @param values [examples x 2 units], means first
     * @param noise standard normal numbers, [examples x samples x units]; null to take the means
     */
    static PosteriorBatch of(Prior prior, double[] values, int units, double @Nullable [] noise) {
        int examples = values.length / (2 * units);
        if (noise != null && (noise.length == 0 || noise.length % (examples * units) != 0)) {
            throw new IllegalArgumentException("%d examples of %d units cannot be drawn with %d random numbers"
                    .formatted(examples, units, noise.length));
        }
        double limit = GaussianCode.LOG_VARIANCE_LIMIT;
        double[] means = new double[examples * units];
        double[] logVariances = new double[means.length];
        boolean[] isClamped = new boolean[means.length];
        for (int i = 0; i < means.length; i++) {
            int at = i / units * 2 * units + i % units;
            double logVariance = values[at + units];
            means[i] = values[at];
            isClamped[i] = logVariance < -limit || logVariance > limit;
            logVariances[i] = isClamped[i] ? Math.copySign(limit, logVariance) : logVariance;
        }
        return new PosteriorBatch(new Posterior(prior, units, means, logVariances), isClamped, noise);
    }

    private double[] drawn(double[] random) {
        double[] drawn = new double[random.length];
        for (int row = 0; row < examples * samples; row++) {
            for (int unit = 0; unit < units; unit++) {
                int of = row / samples * units + unit;
                int at = row * units + unit;
                drawn[at] = means[of] + Math.exp(logVariances[of] / 2) * random[at];
            }
        }
        return drawn;
    }

    public int examples() {
        return examples;
    }

    public int units() {
        return units;
    }

    /** Codes that were drawn for each example. */
    public int samples() {
        return samples;
    }

    /** What the codes were drawn from; log-variances are clamped. */
    public Posterior posterior() {
        return posterior;
    }

    /** [examples x samples x units]; the means where nothing was drawn. */
    public double[] codes() {
        return codes;
    }

    /** {@code log q(z|x) - log p(z)} of each code that was drawn, in nats, [examples x samples]. */
    public double[] logRatios() {
        if (noise == null) {
            throw new IllegalStateException("no codes were drawn");
        }
        double[] ratios = new double[examples * samples];
        for (int at = 0; at < codes.length; at++) {
            int row = at / units;
            double logVariance = logVariances[row / samples * units + at % units];
            ratios[row] += (2 * posterior.prior().energy(codes[at]) - logVariance - noise[at] * noise[at]) / 2;
        }
        return ratios;
    }

    /**
     * Passes a gradient back through the draw: it is the mean's as it is, and the log-variance's times {@code deviation
     * * noise / 2}.
     *
     * @param codeGradient [examples x samples x units]
     * @param meanGradient is added to
     * @param logVarianceGradient is added to
     */
    public void passBack(double[] codeGradient, double[] meanGradient, double[] logVarianceGradient) {
        for (int at = 0; at < codeGradient.length; at++) {
            int of = at / units / samples * units + at % units;
            meanGradient[of] += codeGradient[at];
            if (noise != null) {
                logVarianceGradient[of] += codeGradient[at] * Math.exp(logVariances[of] / 2) * noise[at] / 2;
            }
        }
    }

    /** The gradient of the layer before, [examples x 2 units]; 0 for a log-variance that was clamped. */
    double[] inputGradient(double[] meanGradient, double[] logVarianceGradient) {
        double[] gradient = new double[2 * means.length];
        for (int i = 0; i < means.length; i++) {
            int at = i / units * 2 * units + i % units;
            gradient[at] = meanGradient[i];
            gradient[at + units] = isClamped[i] ? 0 : logVarianceGradient[i];
        }
        return gradient;
    }
}
