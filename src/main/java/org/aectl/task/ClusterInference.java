package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.eval.OutlierScore;
import org.aectl.infer.CodeFormat;
import org.aectl.infer.ExampleFormat;
import org.aectl.run.RunReference;
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
    record Request(RunReference run, String data, @Nullable Integer limit, int batchSize) {}

    /**
     * What was done.
     *
     * @param files how many were written
     * @param mean of what each row was given, where that is a number; NaN elsewhere
     */
    record Summary(int examples, int files, double mean) {}

    /**
     * Writes codes.
     *
     * @param withVariance whether log-variances of a variational code are written too
     * @param output folder that is not there yet, or empty
     */
    Summary embed(Request request, boolean withVariance, CodeFormat format, Path output) throws IOException;

    /** Writes what comes out, and as Parquet each row's squared error and reconstruction loss. */
    Summary reconstruct(Request request, ExampleFormat format, Path output) throws IOException;

    /**
     * Writes outlier scores as Parquet.
     *
     * @param score null for the one that suits the model
     * @param samples codes drawn for each example; null for the default
     * @param seed decides the draws; null for the run's
     */
    Summary detect(
            Request request, @Nullable OutlierScore score, @Nullable Integer samples, @Nullable Long seed, Path output)
            throws IOException;

    /** Measures what is a mean over rows: loss, errors, bound and, with samples, likelihood. */
    EvaluateTask.Report evaluate(Request request, int nllSamples) throws IOException;
}
