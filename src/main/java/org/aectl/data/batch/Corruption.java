package org.aectl.data.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
        return of(noises, range, noise -> 1);
    }

    /**
     * The noises as strong as their schedules say.
     *
     * @param epoch from 0
     */
    public Corruption inEpoch(int epoch) {
        return of(
                configs,
                range,
                noise -> noise.schedule() == null ? 1 : noise.schedule().share(epoch));
    }

    private static Corruption of(List<NoiseConfig> configs, ValueRange range, ToDoubleFunction<NoiseConfig> share) {
        List<Noise> noises = new ArrayList<>();
        NoiseConfig.Effect effect = new NoiseConfig.Effect() {
            @Override
            public void add(double sigma) {
                noises.add((values, offset, length, random) -> addGaussian(values, offset, length, random, sigma));
            }

            @Override
            public void replace(double probability, float one, float other) {
                noises.add((values, offset, length, random) ->
                        Corruption.replace(values, offset, length, random, probability, one, other));
            }
        };
        configs.forEach(noise -> noise.act(share.applyAsDouble(noise), range.minimum(), range.maximum(), effect));
        return new Corruption(configs, noises, range);
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

    private static void addGaussian(float[] values, int offset, int length, KeyedRandom random, double sigma) {
        for (int i = offset; i < offset + length; i++) {
            values[i] += (float) (sigma * random.nextGaussian());
        }
    }

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
