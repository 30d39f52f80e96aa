package org.aectl.config;

import org.aectl.config.bind.EnumNames;
import org.jspecify.annotations.Nullable;

/** What the output means, and so which loss it has: the facts that need no network. */
public enum LikelihoodKind {
    BERNOULLI(Domain.UNIT_INTERVAL, "sigmoid", "cross-entropy", false),
    GAUSSIAN(Domain.REALS, null, "squared error", true),
    POISSON(Domain.COUNTS, "exp", "negative log-likelihood", false);

    private final Domain domain;
    private final @Nullable String output;
    private final String loss;
    private final boolean hasVariance;

    LikelihoodKind(Domain domain, @Nullable String output, String loss, boolean hasVariance) {
        this.domain = domain;
        this.output = output;
        this.loss = loss;
        this.hasVariance = hasVariance;
    }

    /** The values that it is defined for. */
    public Domain domain() {
        return domain;
    }

    /** The output's activation; null where the config may say which. */
    public @Nullable String output() {
        return output;
    }

    /** Whether its output is what units of an activation give, so that it can judge them. */
    public boolean suits(Activation activation) {
        return EnumNames.of(activation).equals(output);
    }

    /** The name of its loss. */
    public String loss() {
        return loss;
    }

    /** Whether a config may give it a variance. Without one its loss is in the data's units; all others are in nats. */
    public boolean hasVariance() {
        return hasVariance;
    }
}
