package org.aectl.model.code;

import java.io.Serializable;
import java.util.Optional;
import org.aectl.config.ModelConfig;

/**
 * The distribution that training draws codes to, and that new codes are drawn from. Its units are independent and alike; what is
 * said here is about one of them.
 */
public interface Prior extends UnitDistributions, Serializable {
    /** The prior of a model; empty where nothing draws its codes to any. */
    static Optional<Prior> of(ModelConfig model) {
        return model.hasPrior() ? Optional.of(new StandardNormal()) : Optional.empty();
    }

    /** A unit's value. */
    double draw(double standardNormal);

    /** {@code -log p(z)} in nats, less the {@code log(2 pi) / 2} that a normal posterior's density has too. */
    double energy(double code);

    /** The derivative of {@link #energy}. */
    double energySlope(double code);

    /** The divergence {@code KL(N(mean, exp(logVariance)) || p)} in nats. */
    double divergence(double mean, double logVariance);

    /** The derivative of {@link #divergence} by the mean. */
    double meanSlope(double mean, double logVariance);

    /** The derivative of {@link #divergence} by the log-variance. */
    double logVarianceSlope(double mean, double logVariance);
}
