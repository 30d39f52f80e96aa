package org.aectl.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.aectl.config.DataConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.config.Words;
import org.aectl.data.Batch;
import org.aectl.data.Batches;
import org.aectl.eval.CodeUse;
import org.aectl.eval.Evaluation;
import org.aectl.eval.ImportanceSampling;
import org.aectl.eval.PrincipalComponents;
import org.aectl.eval.SparsityReport;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.Losses;
import org.aectl.run.Checkpoint;
import org.jspecify.annotations.Nullable;

/** Measures a trained model on a split, with principal components of the same size beside it. */
public final class EvaluateTask {
    private EvaluateTask() {}

    /**
     * The error of principal components fitted on the run's training rows.
     *
     * @param components how many: as many as the code has units
     * @param sse squared error summed over features, mean over the examples, on the scaled data
     */
    public record Baseline(int components, double sse) {}

    /**
     * What was measured.
     *
     * @param run name of the run
     * @param split or data that it was measured on
     * @param metrics by name: numbers, and {@code klPerUnit} a list of them
     * @param sparsity how active the hidden units are; null, and left out of the JSON, without model.sparsity
     * @param pca null where the run's training rows cannot be read here
     */
    public record Report(
            String run,
            String split,
            long examples,
            Map<String, Object> metrics,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SparsityReport sparsity,

            @Nullable Baseline pca) {

        /**
         * One of the metrics.
         *
         * @throws IllegalArgumentException if there is no number of this name
         */
        public double metric(String name) {
            if (metrics.get(name) instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException("no metric " + name + " in " + metrics.keySet());
        }
    }

    /**
     * Evaluates.
     *
     * @param nllSamples codes drawn for each example to estimate its likelihood; 0 to leave that out
     * @param warnings told what had to be left out, and why
     * @throws InvalidInputException if a likelihood is asked for that the model does not have
     */
    public static Report run(InferenceRequest request, int nllSamples, Consumer<String> warnings) throws IOException {
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            InferenceData data = InferenceData.open(model.checkpoint().config(), request);
            Batches batches = model.batches(data.examples(), data.name(), request.batchSize());
            if (nllSamples > 0 && !model.autoencoder().isVariational()) {
                throw new InvalidInputException(request.run().name()
                        + ": --nll-samples estimates the likelihood of a variational model, but this one is of type "
                        + Words.of(model.checkpoint().config().model().type()));
            }
            Evaluation evaluation =
                    Evaluation.of(model.autoencoder(), batches.inOrder(), peak(model.checkpoint(), batches.inOrder()));
            return new Report(
                    request.run().name(),
                    data.name(),
                    evaluation.examples(),
                    metrics(model, evaluation, batches, nllSamples),
                    SparsityReport.of(model.autoencoder(), batches.inOrder()).orElse(null),
                    baseline(model, batches, evaluation.examples(), warnings));
        }
    }

    private static Map<String, Object> metrics(
            TrainedModel model, Evaluation evaluation, Batches batches, int nllSamples) {
        Map<String, Object> metrics = new LinkedHashMap<>(evaluation.metrics());
        Autoencoder autoencoder = model.autoencoder();
        if (autoencoder.isVariational()) {
            double divergence = evaluation.parts().getOrDefault(Losses.KL, Double.NaN);
            metrics.put("elbo", -(evaluation.reconstruction() + autoencoder.omittedLoss() + divergence));
            CodeUse use = CodeUse.of(autoencoder, batches.inOrder());
            metrics.put("activeUnits", use.activeUnits());
            metrics.put("klPerUnit", use.klPerUnit());
        }
        if (nllSamples > 0) {
            long seed = model.checkpoint().config().seed();
            metrics.put(
                    "nll",
                    new ImportanceSampling(autoencoder, nllSamples, seed).negativeLogLikelihood(batches.inOrder()));
            metrics.put("nllSamples", nllSamples);
        }
        return metrics;
    }

    /** The range of the scaled data, which the signal-to-noise ratio is relative to. */
    private static double peak(Checkpoint checkpoint, Iterable<Batch> batches) {
        DataConfig.Scale scale = checkpoint.config().data().scale();
        boolean binary = checkpoint.config().data().binarize() != DataConfig.Binarize.NONE;
        if (binary || scale == DataConfig.Scale.UNIT || scale == DataConfig.Scale.MINMAX) {
            return 1;
        }
        double minimum = Double.POSITIVE_INFINITY;
        double maximum = Double.NEGATIVE_INFINITY;
        for (Batch batch : batches) {
            for (float value : batch.features()) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            }
        }
        return maximum - minimum;
    }

    private static @Nullable Baseline baseline(
            TrainedModel model, Batches evaluated, long examples, Consumer<String> warnings) {
        PreparedData training;
        try {
            training = PreparedData.open(model.checkpoint().config());
        } catch (InvalidInputException elsewhere) {
            warnings.accept(
                    "PCA is left out, because the run's training data cannot be read: " + elsewhere.getMessage());
            return null;
        }
        PrincipalComponents components = PrincipalComponents.fit(
                training.batches(
                                training.splits().training(), model.checkpoint().scaling())
                        .inOrder(),
                model.autoencoder().features(),
                model.autoencoder().codeSize());
        double squares = 0;
        for (Batch batch : evaluated.inOrder()) {
            squares += components.squaredError(batch);
        }
        return new Baseline(components.components(), squares / examples);
    }
}
