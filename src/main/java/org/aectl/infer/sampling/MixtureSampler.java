package org.aectl.infer.sampling;

import java.util.Map;
import org.aectl.data.KeyedRandom;

/**
 * Draws from mixtures of normal distributions that were fitted to the codes of real examples (Ghosh et al. 2020, "From
 * Variational to Deterministic Autoencoders"), so that a model without a prior can make up examples as well.
 *
 * @param mixtures by class number, one for each class that will be asked for
 * @param temperature above 0, that the standard deviations of the components are multiplied by; 1 for the mixture itself
 */
public record MixtureSampler(Map<Integer, GaussianMixture> mixtures, long seed, double temperature)
        implements CodeSampler {
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
