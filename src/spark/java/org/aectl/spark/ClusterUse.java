package org.aectl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.config.Words;
import org.aectl.data.ValueRange;
import org.aectl.eval.OutlierScore;
import org.aectl.infer.CodeFormat;
import org.aectl.infer.ExampleFormat;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Losses;
import org.aectl.task.ClusterInference;
import org.aectl.task.EvaluateTask;
import org.aectl.task.OutlierScorer;
import org.jspecify.annotations.Nullable;

/** Uses trained models on a Spark cluster. */
record ClusterUse(@Nullable String master) implements ClusterInference {

    @Override
    public Summary embed(Request request, boolean withVariance, CodeFormat format, String output) throws IOException {
        check(request, model -> {
            if (withVariance && !model.autoencoder().isVariational()) {
                throw new InvalidInputException(request.run().name()
                        + ": --with-variance needs a variational model, but this one is of type "
                        + Words.of(model.checkpoint().config().model().type()));
            }
        });
        return summary(run(request, new EmbedPart(withVariance, format), output));
    }

    @Override
    public Summary reconstruct(Request request, ExampleFormat format, String output) throws IOException {
        check(request, model -> format.check(model.checkpoint().shape(), request.data()));
        return summary(run(request, new ReconstructPart(format), output));
    }

    @Override
    public Summary detect(
            Request request,
            @Nullable OutlierScore score,
            @Nullable Integer samples,
            @Nullable Long seed,
            String output)
            throws IOException {
        check(request, model -> OutlierScorer.of(score, samples, seed, model));
        return summary(run(request, new DetectPart(score, samples, seed), output));
    }

    @Override
    public EvaluateTask.Report evaluate(Request request, int nllSamples) throws IOException {
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            if (nllSamples > 0 && !model.autoencoder().isVariational()) {
                throw new InvalidInputException(request.run().name()
                        + ": --nll-samples estimates the likelihood of a variational model, but this one is of type "
                        + Words.of(model.checkpoint().config().model().type()));
            }
            return told(() -> {
                try (PartJob job = PartJob.open(master, request)) {
                    return report(request, nllSamples, model, job);
                }
            });
        }
    }

    private static EvaluateTask.Report report(Request request, int nllSamples, TrainedModel model, PartJob job)
            throws IOException {
        ExperimentConfig config = model.checkpoint().config();
        double peak = isUnit(config.data()) ? 1 : peak(job.run(new RangePart(), null));
        List<EvaluatePart.Means> parts = job.run(new EvaluatePart(nllSamples, peak), null);
        long examples = parts.stream().mapToLong(EvaluatePart.Means::examples).sum();
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (String name : parts.get(0).byName().keySet()) {
            double sum = 0;
            for (EvaluatePart.Means part : parts) {
                sum += part.byName().getOrDefault(name, Double.NaN) * part.examples();
            }
            metrics.put(name, sum / examples);
        }
        // A mean of logarithms is none of their mean.
        metrics.put("psnr", 10 * Math.log10(peak * peak / number(metrics, "mse")));
        metrics.put(
                "compressionRatio",
                (double) model.autoencoder().features() / model.autoencoder().codeSize());
        if (model.autoencoder().isVariational()) {
            metrics.put("seed", config.seed());
            metrics.put(
                    "elboSamples",
                    model.autoencoder().codeNoise() / model.autoencoder().codeSize());
            metrics.put(
                    "elbo",
                    -(number(metrics, Losses.RECONSTRUCTION)
                            + model.autoencoder().omittedLoss()
                            + number(metrics, Losses.KL)));
        }
        if (nllSamples > 0) {
            metrics.put("nllSamples", nllSamples);
        }
        return new EvaluateTask.Report(
                request.run().name(), request.data(), examples, metrics, null, null, null, null);
    }

    private static double number(Map<String, Object> metrics, String name) {
        return metrics.get(name) instanceof Double value ? value : Double.NaN;
    }

    private static boolean isUnit(DataConfig data) {
        return data.binarize() != DataConfig.Binarize.NONE
                || data.scale() == DataConfig.Scale.UNIT
                || data.scale() == DataConfig.Scale.MINMAX;
    }

    private static double peak(List<ValueRange> ranges) {
        double minimum = Double.POSITIVE_INFINITY;
        double maximum = Double.NEGATIVE_INFINITY;
        for (ValueRange range : ranges) {
            minimum = Math.min(minimum, range.minimum());
            maximum = Math.max(maximum, range.maximum());
        }
        return maximum - minimum;
    }

    /** What a model must be for something that is asked of it. */
    @FunctionalInterface
    private interface Check {
        void of(TrainedModel model);
    }

    /** Refuses before a cluster is asked for. */
    private static void check(Request request, Check check) throws IOException {
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            check.of(model);
        }
    }

    private <T extends Serializable> List<T> run(Request request, PartWork<T> work, String output) throws IOException {
        return told(() -> {
            try (PartJob job = PartJob.open(master, request)) {
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

    private static Summary summary(List<PartResult> results) {
        int rows = results.stream().mapToInt(PartResult::rows).sum();
        double sum = results.stream().mapToDouble(PartResult::sum).sum();
        return new Summary(rows, results.size(), sum / rows);
    }
}
