package org.aectl.task.detect;

import org.aectl.data.batch.Batch;
import org.aectl.eval.ImportanceSampling;
import org.aectl.eval.OutlierScore;
import org.aectl.infer.TrainedModel;
import org.aectl.task.InferenceRows;
import org.aectl.task.OutsideDomain;
import org.jspecify.annotations.Nullable;

/**
 * Gives examples an outlier score.
 *
 * @param draws null for a score that draws no codes
 */
record OutlierScorer(OutlierScore score, TrainedModel model, DetectResult.@Nullable Sampling draws) {

    /**
     * Scores of the examples of a batch.
     *
     * @param firstRow number that the first row of the batches has in the whole set
     */
    double[] of(Batch batch, int firstRow) {
        ImportanceSampling sampling = new ImportanceSampling(
                model.autoencoder(), draws == null ? 1 : draws.samples(), draws == null ? 0 : draws.seed(), firstRow);
        return score.of(batch, model.autoencoder(), sampling);
    }

    /** Scores of all examples, batch by batch; a file of a set may have none for a threshold. */
    double[] of(InferenceRows rows) {
        double[] scores = new double[rows.examples().count()];
        if (scores.length == 0) {
            return scores;
        }
        for (Batch batch : rows.batches().inOrder()) {
            System.arraycopy(of(batch, rows.firstRow()), 0, scores, batch.rows()[0], batch.count());
        }
        return scores;
    }

    /** Values that a score that is a likelihood is not defined for. */
    OutsideDomain outside(InferenceRows rows) {
        return score == OutlierScore.ERROR
                ? OutsideDomain.NONE
                : OutsideDomain.of(model.config(), rows.batches().inOrder());
    }
}
