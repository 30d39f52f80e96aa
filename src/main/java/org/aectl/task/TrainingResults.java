package org.aectl.task;

import java.io.IOException;
import java.util.Optional;
import org.aectl.data.Examples;
import org.aectl.eval.CodeUse;
import org.aectl.eval.SparsityReport;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.code.PriorSampler;
import org.aectl.run.AtomicFile;
import org.aectl.run.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * What the best model of a run turned out to be, on the test split (on the training split where there is none).
 *
 * @param sparsity how active the units are that model.sparsity acts on; null without it
 * @param code how much of a variational code is used; null for another code
 */
record TrainingResults(
        @Nullable SparsityReport sparsity, @Nullable CodeUse code) {
    private static final String RECONSTRUCTION = "reconstruction";
    private static final String FILTERS = "filters";
    private static final String SAMPLES = "samples";
    /** Enough for a picture. */
    private static final int SAMPLE_COUNT = 100;

    /**
     * Writes the best model as Deeplearning4j loads it and pictures of what it does, and measures it.
     *
     * @param shown the examples for it
     */
    static TrainingResults write(RunFolder run, Examples shown) throws IOException {
        try (TrainedModel best = TrainedModel.load(run.best())) {
            if (best.autoencoder().stockModelObstacle().isEmpty()) {
                AtomicFile.write(run.model(), best.autoencoder()::writeStockModel);
            }
            if (shown.shape().isImage()) {
                ReconstructionPicture.write(best, shown, run.picture(RECONSTRUCTION));
                FilterPicture.write(best, run.picture(FILTERS));
            }
            return measure(best, shown, run);
        }
    }

    private static TrainingResults measure(TrainedModel best, Examples shown, RunFolder run) throws IOException {
        boolean isVariational = best.autoencoder().isVariational();
        if (isVariational && shown.shape().isImage()) {
            PriorSampler prior = new PriorSampler(best.autoencoder().codeSize(), 0, 1);
            SamplePicture.write(best, SampleTask.drawn(best, SAMPLE_COUNT, null, prior), run.picture(SAMPLES));
        }
        var batches = best.batches(
                        shown, run.name(), best.checkpoint().config().training().batchSize())
                .inOrder();
        Optional<SparsityReport> sparsity = SparsityReport.of(best.autoencoder(), batches);
        return new TrainingResults(
                sparsity.orElse(null), isVariational ? CodeUse.of(best.autoencoder(), batches) : null);
    }
}
