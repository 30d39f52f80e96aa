package org.aectl.task;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.aectl.config.DataConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.config.Words;
import org.aectl.data.Batch;
import org.aectl.eval.CodeUse;
import org.aectl.eval.Evaluation;
import org.aectl.eval.ImportanceSampling;
import org.aectl.eval.SparsityReport;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.Losses;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a trained model on some examples, so that those of several sets can be put together.
 *
 * @param codes null where the code is no distribution
 * @param activity null without model.sparsity
 * @param nll negative log-likelihood, mean over the examples; NaN where it was not estimated
 */
public record Measures(
        Evaluation evaluation, CodeUse.@Nullable Sums codes, SparsityReport.@Nullable Sums activity, double nll)
        implements Serializable {

    /**
     * Measures.
     *
     * @param batches at least one example
     * @param nllSamples codes drawn for each example to estimate its likelihood; 0 to leave that out
     * @param peak range of the scaled data
     */
    public static Measures of(TrainedModel model, Iterable<Batch> batches, int nllSamples, double peak) {
        Autoencoder autoencoder = model.autoencoder();
        CodeUse.Sums codes = autoencoder.isVariational() ? new CodeUse.Sums(autoencoder.codeSize()) : null;
        SparsityReport.Sums activity =
                autoencoder.sparsity().map(SparsityReport.Sums::new).orElse(null);
        Evaluation evaluation = Evaluation.of(autoencoder, batches, peak);
        if (codes != null) {
            batches.forEach(batch -> codes.add(autoencoder.distribution(batch)));
        }
        if (activity != null) {
            batches.forEach(batch -> activity.add(autoencoder.activity(batch), batch.count()));
        }
        return new Measures(evaluation, codes, activity, nll(model, batches, nllSamples));
    }

    private static double nll(TrainedModel model, Iterable<Batch> batches, int samples) {
        long seed = model.checkpoint().config().seed();
        return samples == 0
                ? Double.NaN
                : new ImportanceSampling(model.autoencoder(), samples, seed).negativeLogLikelihood(batches);
    }

    /**
     * Refuses to estimate a likelihood that a model does not have.
     *
     * @param run name of the run
     * @throws InvalidInputException if samples are wanted of a model that is not variational
     */
    public static void checkSamples(TrainedModel model, String run, int nllSamples) {
        if (nllSamples > 0 && !model.autoencoder().isVariational()) {
            throw new InvalidInputException(
                    run + ": --nll-samples estimates the likelihood of a variational model, but this one is of type "
                            + Words.of(model.checkpoint().config().model().type()));
        }
    }

    /** The range of the scaled data that the signal-to-noise ratio is relative to, where the config fixes it. */
    public static OptionalDouble fixedPeak(DataConfig data) {
        boolean isUnit = data.binarize() != DataConfig.Binarize.NONE
                || data.scale() == DataConfig.Scale.UNIT
                || data.scale() == DataConfig.Scale.MINMAX;
        return isUnit ? OptionalDouble.of(1) : OptionalDouble.empty();
    }

    /**
     * Of all examples of several sets. The sums of the first part take in those of the others.
     *
     * @param parts at least one, of the same model
     * @param peak that they were measured with
     */
    public static Measures merged(List<Measures> parts, double peak) {
        Evaluation evaluation =
                Evaluation.merged(parts.stream().map(Measures::evaluation).toList(), peak);
        CodeUse.Sums codes = parts.get(0).codes;
        SparsityReport.Sums activity = parts.get(0).activity;
        for (Measures part : parts.subList(1, parts.size())) {
            if (codes != null && part.codes != null) {
                codes.add(part.codes);
            }
            if (activity != null && part.activity != null) {
                activity.add(part.activity);
            }
        }
        double nll = parts.stream()
                .mapToDouble(part -> part.nll * part.evaluation.examples())
                .sum();
        return new Measures(evaluation, codes, activity, nll / evaluation.examples());
    }

    /** How active the hidden units are; empty without model.sparsity. */
    public Optional<SparsityReport> sparsity() {
        return Optional.ofNullable(activity).map(SparsityReport.Sums::report);
    }

    /**
     * The metrics by name: numbers, and {@code klPerUnit} a list of them.
     *
     * @param nllSamples as given when it was measured
     */
    public Map<String, Object> metrics(TrainedModel model, int nllSamples) {
        Map<String, Object> metrics = new LinkedHashMap<>(evaluation.metrics());
        Autoencoder autoencoder = model.autoencoder();
        metrics.put("compressionRatio", (double) autoencoder.features() / autoencoder.codeSize());
        if (codes != null) {
            metrics.put("seed", model.checkpoint().config().seed());
            metrics.put("elboSamples", autoencoder.codeNoise() / autoencoder.codeSize());
            double divergence = evaluation.parts().getOrDefault(Losses.KL, Double.NaN);
            metrics.put("elbo", -(evaluation.reconstruction() + autoencoder.omittedLoss() + divergence));
            CodeUse use = codes.use();
            metrics.put("activeUnits", use.activeUnits());
            metrics.put("klPerUnit", use.klPerUnit());
        }
        if (nllSamples > 0) {
            metrics.put("nll", nll);
            metrics.put("nllSamples", nllSamples);
        }
        return metrics;
    }
}
