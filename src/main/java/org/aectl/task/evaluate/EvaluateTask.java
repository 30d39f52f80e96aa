package org.aectl.task.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.KnownRange;
import org.aectl.eval.Metric;
import org.aectl.eval.ReconstructionError;
import org.aectl.eval.SparsityReport;
import org.aectl.eval.Spread;
import org.aectl.eval.Uninformed;
import org.aectl.eval.linear.MeanExample;
import org.aectl.eval.linear.PrincipalComponents;
import org.aectl.infer.TrainedModel;
import org.aectl.task.Inference;
import org.aectl.task.InferenceEngine;
import org.aectl.task.InferenceRequest;
import org.aectl.task.InferenceRows;
import org.aectl.task.LinearBaseline;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Measures a trained model on a split, with principal components of the same size beside it. */
public final class EvaluateTask {
    private EvaluateTask() {}

    /** Training rows that probes learn from, unless all are asked for. */
    private static final int MOST_PROBE_ROWS = 10_000;

    /**
     * The error of principal components fitted on the run's training rows.
     *
     * @param components how many: as many as numbers of the code say something
     */
    public record Baseline(int components, @JsonUnwrapped ReconstructionError error) {}

    /**
     * What was measured.
     *
     * @param run name of the run
     * @param split or data that it was measured on
     * @param metrics by name: numbers, and {@code klPerUnit} a list of them
     * @param sparsity how active the hidden units are; null, and left out of the JSON, without model.sparsity
     * @param pca null where the run's training rows cannot be read here, or they would cost more than the model
     * @param mean the error of the training rows' mean; null where these cannot be read here
     * @param spread of the means among the metrics, by name
     * @param verdicts sentences: where something simpler than the model is better
     */
    public record Report(
            String run,
            String split,
            long examples,
            Map<String, Object> metrics,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SparsityReport sparsity,

            @Nullable Baseline pca,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            NeighbourhoodReport neighbourhoods,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Probes probes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ReconstructionError mean,

            Map<String, Spread> spread,
            List<String> verdicts) {

        /** One of the metrics; null where it was not measured. */
        public @Nullable Number find(Metric metric) {
            return metrics.get(metric.key()) instanceof Number number ? number : null;
        }

        /**
         * One of the metrics.
         *
         * @throws IllegalArgumentException if it was not measured
         */
        public double metric(Metric metric) {
            Number number = find(metric);
            if (number == null) {
                throw new IllegalArgumentException("no metric " + metric.key() + " in " + metrics.keySet());
            }
            return number.doubleValue();
        }
    }

    /** What is measured of neighbours and classes, which takes most of the time. */
    public enum ClassMetrics {
        NONE,
        /** Probes learn from a part of many training rows. */
        BY_SOME_ROWS,
        /** Probes learn from all training rows, however many they are. */
        BY_ALL_ROWS
    }

    /**
     * Evaluates.
     *
     * @param nllSamples codes drawn for each example to estimate its likelihood; 0 to leave that out
     * @param warnings told what had to be left out, and why
     * @throws InvalidInputException if a likelihood is asked for that the model does not have, or all rows where classes
     *     cannot be told
     */
    public static Report run(
            InferenceEngine engine,
            InferenceRequest request,
            int nllSamples,
            ClassMetrics classes,
            Consumer<String> warnings)
            throws IOException {
        try (Inference inference = engine.open(request)) {
            Measures.checkSamples(inference.run().model(), inference.run().name(), nllSamples);
            Batches training = inference.here().isEmpty() ? null : training(inference.run(), request, warnings);
            return of(inference, training, nllSamples, classes, warnings);
        }
    }

    /**
     * Of a run that is loaded already.
     *
     * @param training the rows that it was trained on; null to measure nothing that is fitted on them
     */
    static Report of(
            Inference inference,
            @Nullable Batches training,
            int nllSamples,
            ClassMetrics classes,
            Consumer<String> warnings)
            throws IOException {
        TrainedModel model = inference.run().model();
        Optional<InferenceRows> here = inference.here();
        Optional<String> obstacle = here.isEmpty() || training == null
                ? Optional.of("the run's training data cannot be read")
                : Probes.obstacle(model, here.get().batches(), training);
        if (classes == ClassMetrics.BY_ALL_ROWS && obstacle.isPresent()) {
            throw new InvalidInputException("--all-rows has no use: classes cannot be told, because " + obstacle.get());
        }
        PrincipalComponents components = training == null
                ? null
                : LinearBaseline.fit(model, training, warnings).orElse(null);
        Measures measures =
                Measures.merged(inference.each((rows, folder) -> Measures.of(rows, nllSamples), null), model);
        measures.outside().tell(model.config(), inference.name());
        Simpler simpler = here.isEmpty()
                ? Simpler.NONE
                : simpler(here.get(), obstacle.isPresent(), training, components, measures, classes, warnings);
        return new Report(
                inference.run().name(),
                inference.name(),
                measures.evaluation().examples(),
                measures.metrics(model, nllSamples),
                measures.sparsity().orElse(null),
                simpler.pca,
                simpler.neighbourhoods,
                simpler.probes,
                simpler.mean,
                measures.spread(),
                Verdicts.of(measures.evaluation().error().sse(), simpler.pca, simpler.neighbourhoods, simpler.probes));
    }

    /** What is measured beside something simpler than the model, for which all rows must be in this process. */
    private record Simpler(
            @Nullable Baseline pca,
            @Nullable ReconstructionError mean,
            @Nullable NeighbourhoodReport neighbourhoods,
            @Nullable Probes probes) {
        static final Simpler NONE = new Simpler(null, null, null, null);
    }

    private static Simpler simpler(
            InferenceRows rows,
            boolean hasObstacle,
            @Nullable Batches training,
            @Nullable PrincipalComponents components,
            Measures measures,
            ClassMetrics classes,
            Consumer<String> warnings) {
        TrainedModel model = rows.model();
        Batches batches = rows.batches();
        ReconstructionError mean = training == null
                ? null
                : Activity.during(
                        "measuring the mean of the training rows",
                        () -> error(mean(training, components)::reconstruct, batches, rows.range()));
        Baseline pca = components == null
                ? null
                : Activity.during(
                        "measuring PCA",
                        () -> new Baseline(
                                components.components(), error(components::reconstruct, batches, rows.range())));
        if (mean != null) {
            Uninformed.warning(
                            model.autoencoder(),
                            batches.inOrder(),
                            measures.evaluation().error().sse(),
                            mean.sse(),
                            "the mean of the training rows")
                    .ifPresent(warnings);
        }
        if (classes == ClassMetrics.NONE) {
            return new Simpler(pca, mean, null, null);
        }
        NeighbourhoodReport neighbourhoods = Activity.during(
                        "comparing neighbours in the data and in the code",
                        () -> NeighbourhoodReport.of(model, rows.examples(), rows.name(), rows.batchSize(), components))
                .orElse(null);
        Probes probes = training == null || hasObstacle
                ? null
                : Activity.during(
                        "telling classes from the code, from PCA and from the raw data",
                        () -> Probes.of(
                                model,
                                batches,
                                training,
                                components,
                                classes == ClassMetrics.BY_ALL_ROWS ? Integer.MAX_VALUE : MOST_PROBE_ROWS,
                                warnings));
        return new Simpler(pca, mean, neighbourhoods, probes);
    }

    private static @Nullable Batches training(TrainedRun<?> run, InferenceRequest request, Consumer<String> warnings) {
        try {
            return run.trainingRows(request.batchSize());
        } catch (InvalidInputException elsewhere) {
            warnings.accept(
                    "PCA is left out, because the run's training data cannot be read: " + elsewhere.getMessage());
            return null;
        }
    }

    private static MeanExample mean(Batches training, @Nullable PrincipalComponents components) {
        return components == null
                ? MeanExample.of(training.inOrder(), training.examples().shape().size())
                : components.mean();
    }

    private static ReconstructionError error(
            Function<Batch, float[]> baseline, Batches evaluated, @Nullable KnownRange range) {
        ReconstructionError.Sums sums =
                new ReconstructionError.Sums(evaluated.examples().shape(), range);
        for (Batch batch : evaluated.inOrder()) {
            sums.add(batch, baseline.apply(batch));
        }
        return sums.means();
    }
}
