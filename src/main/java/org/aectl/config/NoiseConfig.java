package org.aectl.config;

import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * A noise that spoils the network's input in training; {@code type} names one of the records below (Vincent et al. 2010,
 * Stacked Denoising Autoencoders, section 3.3).
 */
public sealed interface NoiseConfig permits NoiseConfig.Gaussian, NoiseConfig.SaltAndPepper, NoiseConfig.Masking {
    /** How its strength changes over the epochs; null where it does not. */
    @Nullable
    NoiseSchedule schedule();

    /**
     * Says what it does to values.
     *
     * @param share of its full strength
     * @param minimum of the scaled training data
     * @param maximum of the scaled training data
     */
    void act(double share, float minimum, float maximum, Effect effect);

    /** What noises do to values. */
    interface Effect {
        /** Adds N(0, sigma^2). */
        void add(double sigma);

        /** With this probability, half of it each, a value becomes the one or the other. */
        void replace(double probability, float one, float other);
    }

    /** x + N(0, sigma^2). */
    @Doc("A normal random number is added to each scaled value, which is not cut off at the ends of the data's range.")
    record Gaussian(
            @Doc("Standard deviation, in units of the scaled data.") @Range(above = 0)
            double sigma,

            @Doc("How sigma changes over the epochs; left out, it does not.") @Nullable
            NoiseSchedule schedule)
            implements NoiseConfig {
        @Override
        public void act(double share, float minimum, float maximum, Effect effect) {
            effect.add(sigma * share);
        }
    }

    /** The extremes of the data's range. */
    @Doc("Some values become the smallest or, as often, the largest of the scaled training data.")
    record SaltAndPepper(
            @Doc("Share of the values that are replaced, half of them by either extreme.") @Range(above = 0, below = 1)
            double probability,

            @Doc("How the probability changes over the epochs; left out, it does not.") @Nullable
            NoiseSchedule schedule)
            implements NoiseConfig {
        @Override
        public void act(double share, float minimum, float maximum, Effect effect) {
            effect.replace(probability * share, minimum, maximum);
        }
    }

    /** x * Bernoulli(1 - p). */
    @Doc("Some scaled values become 0.")
    record Masking(
            @Doc("Share of the values that become 0.") @Range(above = 0, below = 1)
            double probability,

            @Doc("How the probability changes over the epochs; left out, it does not.") @Nullable
            NoiseSchedule schedule)
            implements NoiseConfig {
        @Override
        public void act(double share, float minimum, float maximum, Effect effect) {
            effect.replace(probability * share, 0, 0);
        }
    }
}
