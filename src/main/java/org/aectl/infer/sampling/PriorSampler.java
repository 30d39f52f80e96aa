package org.aectl.infer.sampling;

import org.aectl.data.KeyedRandom;
import org.aectl.model.code.Prior;

/**
 * Draws from the prior of a model, with standard deviations that are multiplied by a temperature.
 *
 * @param units of the code
 * @param temperature above 0; 1 for the prior itself
 */
public record PriorSampler(Prior prior, int units, long seed, double temperature) implements CodeSampler {
    @Override
    public void draw(int number, int label, float[] target, int offset) {
        KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.SAMPLES, 0, number);
        for (int unit = 0; unit < units; unit++) {
            target[offset + unit] = (float) prior.draw(temperature * random.nextGaussian());
        }
    }
}
