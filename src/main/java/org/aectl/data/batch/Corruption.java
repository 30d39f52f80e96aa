package org.aectl.data.batch;

import java.util.List;
import org.aectl.config.NoiseConfig;
import org.aectl.data.KeyedRandom;
import org.aectl.data.ValueRange;

/**
 * Spoils scaled examples for a denoising autoencoder (Vincent et al. 2010), one noise after the other: gaussian {@code x
 * + N(0, sigma^2)}, not clipped; salt-and-pepper, with probability p/2 each the smallest and the largest value of the
 * scaled training data; masking {@code x * Bernoulli(1 - p)}. Safe to use from several threads.
 */
public final class Corruption {
    /** Leaves examples as they are. */
    public static final Corruption NONE = new Corruption(List.of(), List.of(), new ValueRange(0, 1));

    private final List<NoiseConfig> configs;
    private final List<Noise> noises;
    private final ValueRange range;

    private Corruption(List<NoiseConfig> configs, List<Noise> noises, ValueRange range) {
        this.configs = configs;
        this.noises = noises;
        this.range = range;
    }

    /** One noise at a certain strength. */
    @FunctionalInterface
    private interface Noise {
        void apply(float[] values, int offset, int length, KeyedRandom random);
    }

    /**
     * The noises at their full strength.
     *
     * @param range of the scaled training data
     */
    public static Corruption of(List<NoiseConfig> noises, ValueRange range) {
        return new Corruption(
                noises, noises.stream().map(noise -> noise(noise, 1, range)).toList(), range);
    }

    /**
     * The noises as strong as their schedules say.
     *
     * @param epoch from 0
     */
    public Corruption inEpoch(int epoch) {
        List<Noise> scheduled = configs.stream()
                .map(noise -> noise(
                        noise, noise.schedule() == null ? 1 : noise.schedule().share(epoch), range))
                .toList();
        return new Corruption(configs, scheduled, range);
    }

    /** Whether examples stay as they are. */
    public boolean isNone() {
        return noises.isEmpty();
    }

    /**
     * Spoils one example in place.
     *
     * @param values scaled; those from {@code offset} to {@code offset + length - 1} are changed
     * @param random keyed by the example; is drawn from
     */
    public void apply(float[] values, int offset, int length, KeyedRandom random) {
        for (Noise noise : noises) {
            noise.apply(values, offset, length, random);
        }
    }

    private static Noise noise(NoiseConfig config, double share, ValueRange range) {
        if (config instanceof NoiseConfig.Gaussian gaussian) {
            double sigma = gaussian.sigma() * share;
            return (values, offset, length, random) -> addGaussian(values, offset, length, random, sigma);
        }
        if (config instanceof NoiseConfig.SaltAndPepper extremes) {
            double probability = extremes.probability() * share;
            return (values, offset, length, random) ->
                    replace(values, offset, length, random, probability, range.minimum(), range.maximum());
        }
        if (config instanceof NoiseConfig.Masking masking) {
            double probability = masking.probability() * share;
            return (values, offset, length, random) -> replace(values, offset, length, random, probability, 0, 0);
        }
        throw new IllegalArgumentException("unknown noise: " + config);
    }

    private static void addGaussian(float[] values, int offset, int length, KeyedRandom random, double sigma) {
        for (int i = offset; i < offset + length; i++) {
            values[i] += (float) (sigma * random.nextGaussian());
        }
    }

    /** With the given probability, half of it each, a value becomes the one or the other. */
    private static void replace(
            float[] values, int offset, int length, KeyedRandom random, double probability, float one, float other) {
        for (int i = offset; i < offset + length; i++) {
            float uniform = random.nextFloat();
            if (uniform < probability) {
                values[i] = uniform < probability / 2 ? one : other;
            }
        }
    }
}
