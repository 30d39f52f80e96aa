package org.aectl.config;

import java.util.OptionalDouble;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/** The variance of the gaussian likelihood; {@code type} names one of the records below. */
public sealed interface VarianceConfig permits VarianceConfig.Fixed, VarianceConfig.Learned {
    /** The variance that stays as it is; empty where it is learnt. */
    default OptionalDouble fixed() {
        return OptionalDouble.empty();
    }

    /** How many variances of so many features are learnt. */
    default int learned(int features) {
        return 0;
    }

    /** One number for all features. */
    @Doc("One number for all features. The loss becomes the negative log-likelihood in nats, constants included.")
    record Fixed(
            @Doc("The variance, in units of the scaled data squared.") @Range(above = 0)
            double value) implements VarianceConfig {
        @Override
        public OptionalDouble fixed() {
            return OptionalDouble.of(value);
        }
    }

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

        @Override
        public int learned(int features) {
            return each == Each.ALL ? 1 : features;
        }
    }
}
