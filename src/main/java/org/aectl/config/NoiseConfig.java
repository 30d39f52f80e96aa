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

    /** x + N(0, sigma^2). */
    @Doc("A normal random number is added to each scaled value, which is not cut off at the ends of the data's range.")
    record Gaussian(
            @Doc("Standard deviation, in units of the scaled data.") @Range(above = 0)
            double sigma,

            @Doc("How sigma changes over the epochs; left out, it does not.") @Nullable
            NoiseSchedule schedule)
            implements NoiseConfig {}

    /** The extremes of the data's range. */
    @Doc("Some values become the smallest or, as often, the largest of the scaled training data.")
    record SaltAndPepper(
            @Doc("Share of the values that are replaced, half of them by either extreme.") @Range(above = 0, below = 1)
            double probability,

            @Doc("How the probability changes over the epochs; left out, it does not.") @Nullable
            NoiseSchedule schedule)
            implements NoiseConfig {}

    /** x * Bernoulli(1 - p). */
    @Doc("Some scaled values become 0.")
    record Masking(
            @Doc("Share of the values that become 0.") @Range(above = 0, below = 1)
            double probability,

            @Doc("How the probability changes over the epochs; left out, it does not.") @Nullable
            NoiseSchedule schedule)
            implements NoiseConfig {}
}
