package org.aectl.task.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.aectl.base.Activity;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.eval.CodeUse;
import org.aectl.eval.SparsityReport;
import org.aectl.eval.Uninformed;
import org.aectl.eval.linear.MeanExample;
import org.aectl.eval.linear.SquaredErrors;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.PriorSampler;
import org.aectl.model.code.Prior;
import org.aectl.model.export.StockModel;
import org.aectl.run.RunFolder;
import org.aectl.run.file.AtomicFile;
import org.aectl.task.reconstruct.ReconstructionPicture;
import org.aectl.task.sample.SamplePicture;
import org.aectl.task.sample.SampleTask;
import org.jspecify.annotations.Nullable;

/**
 * What the best model of a run turned out to be, on the test split (on the training split where there is none).
 *
 * @param sparsity how active the units are that model.sparsity acts on; null without it
 * @param code how much of a variational code is used; null for another code
 * @param warning where it gives back examples hardly better than their mean does; null otherwise
 */
record TrainingResults(
        @Nullable SparsityReport sparsity,
        @Nullable CodeUse code,
        @Nullable String warning) {
    private static final String RECONSTRUCTION = "reconstruction";
    private static final String FILTERS = "filters";
    private static final String SAMPLES = "samples";
    /** Enough for a picture. */
    private static final int SAMPLE_COUNT = 100;
    /** Enough to tell outputs from a mean. */
    private static final int COMPARED_WITH_MEAN = 1000;

    /**
     * Writes the best model as Deeplearning4j loads it and pictures of what it does, and measures it.
     *
     * @param shown the examples for it
     */
    static TrainingResults write(RunFolder run, Examples shown) throws IOException {
        try (TrainedModel best = TrainedModel.load(run.best())) {
            if (StockModel.obstacle(best.autoencoder().model()).isEmpty()) {
                Activity.step(
                        "writing " + run.model(),
                        () -> AtomicFile.write(run.model(), out -> StockModel.write(best.autoencoder(), out)));
            }
            if (shown.shape().isImage()) {
                ReconstructionPicture.write(best, shown, run.picture(RECONSTRUCTION));
                FilterPicture.write(best, run.picture(FILTERS));
            }
            return Activity.during("measuring the best model", () -> measure(best, shown, run));
        }
    }

    private static TrainingResults measure(TrainedModel best, Examples shown, RunFolder run) throws IOException {
        Optional<Prior> prior = best.autoencoder().prior();
        if (prior.isPresent() && shown.shape().isImage()) {
            PriorSampler sampler =
                    new PriorSampler(prior.get(), best.autoencoder().codeSize(), 0, 1);
            SamplePicture.write(best, SampleTask.drawn(best, SAMPLE_COUNT, null, sampler), run.picture(SAMPLES));
        }
        var batches = best.batches(
                        shown, run.name(), best.checkpoint().config().training().batchSize())
                .inOrder();
        Optional<SparsityReport> sparsity = SparsityReport.of(best.autoencoder(), batches);
        return new TrainingResults(
                sparsity.orElse(null),
                best.autoencoder().hasPosterior() ? CodeUse.of(best.autoencoder(), batches) : null,
                warning(best, shown, run.name()).orElse(null));
    }

    private static Optional<String> warning(TrainedModel best, Examples shown, String name) {
        Examples some = new SelectedExamples(shown, SelectedExamples.spread(shown.count(), COMPARED_WITH_MEAN));
        if (some.count() < 2) {
            return Optional.empty();
        }
        Iterable<Batch> batches = best.batches(
                        some, name, best.checkpoint().config().training().batchSize())
                .inOrder();
        MeanExample mean = MeanExample.of(batches, best.autoencoder().features());
        double ofModel = 0;
        double ofMean = 0;
        for (Batch batch : batches) {
            ofModel += Arrays.stream(SquaredErrors.perExample(
                            batch, best.autoencoder().codec().reconstruct(batch)))
                    .sum();
            ofMean += Arrays.stream(SquaredErrors.perExample(batch, mean.reconstruct(batch)))
                    .sum();
        }
        // The rows' own mean is nearer to them than that of all training rows would be.
        double others = some.count() - 1.0;
        return Uninformed.warning(best.autoencoder(), batches, ofModel / some.count(), ofMean / others, "their mean");
    }
}
