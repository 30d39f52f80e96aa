package org.aectl.task.detect;

import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.ImportanceSampling;
import org.aectl.eval.OutlierScore;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.jspecify.annotations.Nullable;

/**
 * Gives examples the outlier score that was asked for, or the one that suits the model.
 *
 * @param draws null for a score that draws no codes
 */
public record OutlierScorer(OutlierScore score, Autoencoder autoencoder, DetectResult.@Nullable Sampling draws) {
    private static final int DEFAULT_SAMPLES = 20;

    static OutlierScorer of(DetectTask.DetectRequest request, TrainedModel model) {
        return of(request.score(), request.samples(), request.seed(), model);
    }

    /**
     * As it is asked for.
     *
     * @param wanted null for the score that suits the model
     * @param samples codes drawn for each example; null for the default
     * @param seed decides the draws; null for the run's
     * @throws InvalidInputException if the model has no such score, or draws are asked for that it does not need
     */
    public static OutlierScorer of(
            @Nullable OutlierScore wanted, @Nullable Integer samples, @Nullable Long seed, TrainedModel model) {
        OutlierScore score = wanted == null ? OutlierScore.of(model.autoencoder()) : wanted;
        if (score.isDrawn() && !model.autoencoder().hasPosterior()) {
            throw new InvalidInputException("--score " + EnumNames.of(score)
                    + " needs a variational model, but this one is of type "
                    + EnumNames.of(model.checkpoint().config().model().type()) + "; use error or loss");
        }
        checkDraws(score, samples, seed);
        return new OutlierScorer(score, model.autoencoder(), score.isDrawn() ? draws(samples, seed, model) : null);
    }

    /**
     * Refuses draws that a score has no use for.
     *
     * @throws InvalidInputException if it has not
     */
    static void checkDraws(OutlierScore score, @Nullable Integer samples, @Nullable Long seed) {
        if (!score.isDrawn() && (samples != null || seed != null)) {
            throw new InvalidInputException((samples != null ? "--nll-samples" : "--seed") + " has no use with --score "
                    + EnumNames.of(score) + ", for which nothing is drawn");
        }
    }

    private static DetectResult.Sampling draws(@Nullable Integer samples, @Nullable Long seed, TrainedModel model) {
        return new DetectResult.Sampling(
                samples == null ? DEFAULT_SAMPLES : samples,
                seed == null ? model.checkpoint().config().seed() : seed);
    }

    /** Scores of the examples of a batch. */
    public double[] of(Batch batch) {
        ImportanceSampling sampling = new ImportanceSampling(
                autoencoder, draws == null ? 1 : draws.samples(), draws == null ? 0 : draws.seed());
        return score.of(batch, autoencoder, sampling);
    }

    /** Scores of all examples, batch by batch. */
    public double[] of(Batches batches) {
        double[] scores = new double[batches.examples().count()];
        int row = 0;
        for (Batch batch : batches.inOrder()) {
            System.arraycopy(of(batch), 0, scores, row, batch.count());
            row += batch.count();
        }
        return scores;
    }
}
