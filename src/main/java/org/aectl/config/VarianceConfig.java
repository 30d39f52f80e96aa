package org.aectl.config;

import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/** The variance of the gaussian likelihood; {@code type} names one of the records below. */
public sealed interface VarianceConfig permits VarianceConfig.Fixed, VarianceConfig.Learned {

    /** One number for all features. */
    @Doc("One number for all features. The loss becomes the negative log-likelihood in nats, constants included.")
    record Fixed(
            @Doc("The variance, in units of the scaled data squared.") @Range(above = 0)
            double value) implements VarianceConfig {}

    /** The mean squared error, which is the best there is (Rybkin et al. 2021, sigma-VAE). */
    @Doc(
            "Follows the mean squared error of the training batches, which is the best variance there is (Rybkin et al. 2021); it"
                    + " stays above one millionth. The loss becomes the negative log-likelihood in nats, constants included.")
    record Learned(
            @Doc("all (one variance for all features) or feature (one for each).") @Default("all")
            Each each) implements VarianceConfig {

        /** What has a variance of its own. */
        public enum Each {
            ALL,
            FEATURE
        }
    }
}
