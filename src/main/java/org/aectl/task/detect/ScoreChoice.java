package org.aectl.task.detect;

import java.io.Serializable;
import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.eval.OutlierScore;
import org.aectl.infer.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * How examples are to be scored.
 *
 * @param score null for the one that suits the model
 * @param samples codes drawn for each example; null for the default
 * @param seed decides the draws; null for the run's
 */
public record ScoreChoice(
        @Nullable OutlierScore score,
        @Nullable Integer samples,
        @Nullable Long seed) implements Serializable {
    private static final int DEFAULT_SAMPLES = 20;

    /**
     * Looks at what needs no model to be known.
     *
     * @throws InvalidInputException if draws are asked for that the score has no use for
     */
    public ScoreChoice {
        if (score != null) {
            checkDraws(score, samples, seed);
        }
    }

    private static void checkDraws(OutlierScore score, @Nullable Integer samples, @Nullable Long seed) {
        if (!score.isDrawn() && (samples != null || seed != null)) {
            throw new InvalidInputException((samples != null ? "--nll-samples" : "--seed") + " has no use with --score "
                    + EnumNames.of(score) + ", for which nothing is drawn");
        }
    }

    /**
     * The scores by a model.
     *
     * @throws InvalidInputException if it has no such score, or draws are asked for that it does not need
     */
    OutlierScorer of(TrainedModel model) {
        OutlierScore chosen = score == null ? OutlierScore.of(model.autoencoder()) : score;
        if (chosen.isDrawn() && !model.autoencoder().hasPosterior()) {
            throw new InvalidInputException("--score " + EnumNames.of(chosen)
                    + " needs a variational model, but this one is of type "
                    + EnumNames.of(model.config().model().type()) + "; use error or loss");
        }
        checkDraws(chosen, samples, seed);
        DetectResult.Sampling draws = new DetectResult.Sampling(
                samples == null ? DEFAULT_SAMPLES : samples,
                seed == null ? model.config().seed() : seed);
        return new OutlierScorer(chosen, model, chosen.isDrawn() ? draws : null);
    }
}
