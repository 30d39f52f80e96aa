package org.aectl.eval;

import java.util.Arrays;
import org.aectl.data.batch.Batch;
import org.aectl.eval.linear.SquaredErrors;
import org.aectl.model.Autoencoder;

/** How unlike the training examples an example is, by a trained model: the higher, the more outlying. */
public enum OutlierScore {
    /** Squared error of the reconstruction, summed over the features, on the scaled data; a variational code at its mean. */
    ERROR(false, "squared error of the reconstruction"),
    /** The reconstruction loss: what the model's likelihood says of the squared or cross-entropy error. */
    LOSS(false, "reconstruction loss"),
    /** The negative evidence lower bound in nats, constants included, with a mean over codes drawn. */
    ELBO(true, "negative evidence lower bound, nats"),
    /** The negative log-likelihood in nats, by importance sampling (An and Cho 2015; Burda et al. 2015). */
    NLL(true, "negative log-likelihood, nats");

    private final boolean drawn;
    private final String description;

    OutlierScore(boolean drawn, String description) {
        this.drawn = drawn;
        this.description = description;
    }

    /** The one that a model is asked for where the user names none: its own bound, or the squared error. */
    public static OutlierScore of(Autoencoder autoencoder) {
        return autoencoder.hasPosterior() ? ELBO : ERROR;
    }

    /** Whether codes are drawn for it, which only a variational model has. */
    public boolean isDrawn() {
        return drawn;
    }

    /** For people. */
    public String description() {
        return description;
    }

    /**
     * The scores of the examples of a batch; an example that the model overflows on has an infinite one.
     *
     * @param sampling draws the codes, where the score needs any
     */
    public double[] of(Batch batch, Autoencoder autoencoder, ImportanceSampling sampling) {
        double[] scores = switch (this) {
            case ERROR -> SquaredErrors.perExample(batch, autoencoder.codec().reconstruct(batch));
            case LOSS -> autoencoder.codec().reconstructionLosses(batch);
            case ELBO -> negated(sampling.lowerBounds(batch));
            case NLL -> negated(sampling.logLikelihoods(batch));
        };
        return Arrays.stream(scores)
                .map(score -> Double.isNaN(score) ? Double.POSITIVE_INFINITY : score)
                .toArray();
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }
}
