package org.aectl.task.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.aectl.eval.OutlierScore;
import org.aectl.eval.ThresholdRule;
import org.aectl.infer.TrainedModel;
import org.aectl.output.CodeFormat;
import org.aectl.output.ExampleFormat;
import org.aectl.run.RunReference;
import org.aectl.task.detect.OutlierScorer;
import org.aectl.task.evaluate.EvaluateTask;
import org.jspecify.annotations.Nullable;

/**
 * Uses a trained model on sets that lie on a cluster. Each file of a set is read by one task, which writes a file of its own; rows are
 * numbered through all files in the order of their names, and what is computed of a row is what it would be on one machine.
 */
public interface ClusterInference {
    /**
     * On what.
     *
     * @param data a file or a folder, on any file system that the cluster reads
     * @param limit use the first rows only; null for all
     * @param batchSize examples at a time
     */
    record ClusterRequest(
            RunReference run, String data, @Nullable Integer limit, int batchSize) {}

    /**
     * What was done.
     *
     * @param files how many were written
     * @param mean of what each row was given, where that is a number; NaN elsewhere
     */
    record ClusterResult(int examples, int files, double mean) {}

    /**
     * Writes codes.
     *
     * @param withVariance whether log-variances of a variational code are written too
     * @param output folder that is not there yet, or empty
     */
    ClusterResult embed(ClusterRequest request, boolean withVariance, CodeFormat format, Path output)
            throws IOException;

    /** Writes what comes out, and as Parquet each row's squared error and reconstruction loss. */
    ClusterResult reconstruct(ClusterRequest request, ExampleFormat format, Path output) throws IOException;

    /**
     * How examples are scored.
     *
     * @param score null for the one that suits the model
     * @param samples codes drawn for each example; null for the default
     * @param seed decides the draws; null for the run's
     */
    record Scoring(
            @Nullable OutlierScore score,
            @Nullable Integer samples,
            @Nullable Long seed) implements Serializable {
        /** For a model, which must have the score. */
        public OutlierScorer of(TrainedModel model) {
            return OutlierScorer.of(score, samples, seed, model);
        }
    }

    /**
     * What was found.
     *
     * @param threshold null where none was asked for
     * @param flagged how many scores are greater
     */
    record ClusterDetectResult(
            ClusterResult summary, @Nullable Double threshold, int flagged) {}

    /**
     * Writes outlier scores as Parquet and, with a threshold, whether each is greater (1 or 0).
     *
     * @param threshold fitted on the scores of the run's training rows; null to flag nothing
     */
    ClusterDetectResult detect(ClusterRequest request, Scoring scoring, @Nullable ThresholdRule threshold, Path output)
            throws IOException;

    /** Measures what can be added up over rows: loss, errors, bound, units in use, sparsity and, with samples, likelihood. */
    EvaluateTask.Report evaluate(ClusterRequest request, int nllSamples) throws IOException;
}
