package org.aectl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.prepare.SplitShares;
import org.aectl.eval.ThresholdRule;
import org.aectl.infer.TrainedModel;
import org.aectl.output.CodeFormat;
import org.aectl.output.ExampleFormat;
import org.aectl.spark.connect.Failures;
import org.aectl.spark.infer.DetectPart;
import org.aectl.spark.infer.EmbedPart;
import org.aectl.spark.infer.EvaluatePart;
import org.aectl.spark.infer.FileJob;
import org.aectl.spark.infer.PartResult;
import org.aectl.spark.infer.PartWork;
import org.aectl.spark.infer.ReconstructPart;
import org.aectl.spark.train.TrainingScores;
import org.aectl.task.TrainedRun;
import org.aectl.task.cluster.ClusterInference;
import org.aectl.task.detect.DetectTask;
import org.aectl.task.detect.OutlierScorer;
import org.aectl.task.embed.EmbedTask;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.task.evaluate.Measures;
import org.jspecify.annotations.Nullable;

/** Uses trained models on a Spark cluster. */
record ClusterUse(@Nullable String master) implements ClusterInference {

    @Override
    public ClusterResult embed(ClusterRequest request, boolean withVariance, CodeFormat format, Path output)
            throws IOException {
        check(request, model -> {
            if (withVariance) {
                EmbedTask.checkVariance(model, request.run().name());
            }
        });
        return summary(run(request, new EmbedPart(withVariance, format), output));
    }

    @Override
    public ClusterResult reconstruct(ClusterRequest request, ExampleFormat format, Path output) throws IOException {
        check(request, model -> format.check(model.checkpoint().shape(), request.data()));
        return summary(run(request, new ReconstructPart(format), output));
    }

    @Override
    public ClusterDetectResult detect(
            ClusterRequest request, Scoring scoring, @Nullable ThresholdRule rule, Path output) throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.run())) {
            OutlierScorer scorer = scoring.of(run.model());
            return told(() -> {
                try (FileJob job = FileJob.open(master, request)) {
                    Double threshold = rule == null
                            ? null
                            : DetectTask.threshold(rule, trainingScores(request, scoring, run, scorer, job));
                    return detected(job.run(new DetectPart(scoring, threshold), output), threshold);
                }
            });
        }
    }

    /** Found where the rows can be read: by the workers, or here those of a source that is no set of files. */
    private static double[] trainingScores(
            ClusterRequest request, Scoring scoring, TrainedRun<?> run, OutlierScorer scorer, FileJob job)
            throws IOException {
        ExperimentConfig config = run.config();
        if (config.data().source().parts().isEmpty()) {
            return scorer.of(run.rowsForThresholds(request.batchSize()));
        }
        // Whether the data have a test split of their own is all that counts for the shares, not how many rows it has.
        Integer ownTest = config.data().source().hasTest() ? Integer.valueOf(0) : null;
        SplitShares shares = SplitShares.of(config.data(), ownTest, config.seed());
        return job.onTraining(new TrainingScores(scoring, shares)).stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static ClusterDetectResult detected(List<DetectPart.Scored> parts, @Nullable Double threshold) {
        int rows = parts.stream().mapToInt(DetectPart.Scored::rows).sum();
        double sum = parts.stream().mapToDouble(DetectPart.Scored::sum).sum();
        int flagged = parts.stream().mapToInt(DetectPart.Scored::flagged).sum();
        return new ClusterDetectResult(new ClusterResult(rows, parts.size(), sum / rows), threshold, flagged);
    }

    @Override
    public EvaluateTask.Report evaluate(ClusterRequest request, int nllSamples) throws IOException {
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            Measures.checkSamples(model, request.run().name(), nllSamples);
            return told(() -> {
                try (FileJob job = FileJob.open(master, request)) {
                    return report(request, nllSamples, model, job);
                }
            });
        }
    }

    private static EvaluateTask.Report report(ClusterRequest request, int nllSamples, TrainedModel model, FileJob job)
            throws IOException {
        Measures measures = Measures.merged(job.run(new EvaluatePart(nllSamples), null), EvaluatePart.range(model));
        return new EvaluateTask.Report(
                request.run().name(),
                request.data(),
                measures.evaluation().examples(),
                measures.metrics(model, nllSamples),
                measures.sparsity().orElse(null),
                null,
                null,
                null,
                null,
                measures.spread(),
                List.of());
    }

    /** What a model must be for something that is asked of it. */
    @FunctionalInterface
    private interface Check {
        void of(TrainedModel model);
    }

    /** Refuses before a cluster is asked for. */
    private static void check(ClusterRequest request, Check check) throws IOException {
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            check.of(model);
        }
    }

    private <T extends Serializable> List<T> run(ClusterRequest request, PartWork<T> work, Path output)
            throws IOException {
        return told(() -> {
            try (FileJob job = FileJob.open(master, request)) {
                return job.run(work, output);
            }
        });
    }

    private interface Job<T> {
        T run() throws IOException;
    }

    private static <T> T told(Job<T> job) throws IOException {
        try {
            return Failures.told(() -> {
                try {
                    return job.run();
                } catch (IOException problem) {
                    throw new UncheckedIOException(problem);
                }
            });
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
    }

    private static ClusterResult summary(List<PartResult> results) {
        int rows = results.stream().mapToInt(PartResult::rows).sum();
        double sum = results.stream().mapToDouble(PartResult::sum).sum();
        return new ClusterResult(rows, results.size(), sum / rows);
    }
}
