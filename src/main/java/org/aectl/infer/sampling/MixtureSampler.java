package org.aectl.infer.sampling;

import java.util.Map;
import org.aectl.data.KeyedRandom;

/**
 * Draws from mixtures of normal distributions that were fitted to the codes of real examples (Ghosh et al. 2020, "From
 * Variational to Deterministic Autoencoders"), so that a model without a prior can make up examples as well.
 */
public final class MixtureSampler implements CodeSampler {
    private final Map<Integer, GaussianMixture> mixtures;
    private final long seed;
    private final double temperature;

    /**
     * @param mixtures by class number, one for each class that will be asked for
     * @param temperature above 0, that the standard deviations of the components are multiplied by; 1 for the mixture
     *     itself
     */
    public MixtureSampler(Map<Integer, GaussianMixture> mixtures, long seed, double temperature) {
        this.mixtures = Map.copyOf(mixtures);
        this.seed = seed;
        this.temperature = temperature;
    }

    @Override
    public void draw(int number, int label, float[] target, int offset) {
        GaussianMixture mixture = mixtures.get(label);
        if (mixture == null) {
            throw new IllegalArgumentException("no mixture for class " + label + " among " + mixtures.keySet());
        }
        KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.SAMPLES, 0, number);
        mixture.draw(random, temperature, target, offset);
    }
}
