package org.aectl.task.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.SparsityConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.batch.Batch;
import org.aectl.eval.CodeUse;
import org.aectl.eval.Evaluation;
import org.aectl.eval.ImportanceSampling;
import org.aectl.eval.KnownRange;
import org.aectl.eval.Metric;
import org.aectl.eval.SparsityReport;
import org.aectl.eval.Spread;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.likelihood.Likelihood;
import org.aectl.model.objective.Losses;
import org.aectl.task.InferenceRows;
import org.aectl.task.LinearBaseline;
import org.aectl.task.OutsideDomain;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a trained model on some examples, so that those of several sets can be put together.
 *
 * @param codes null where the code is no distribution
 * @param activity null without model.sparsity
 * @param nll negative log-likelihood, mean over the examples; NaN where it was not estimated
 * @param lossFloor the reconstruction loss of perfect outputs, mean over the examples: above 0 for grey values that are judged
 *     by cross-entropy
 * @param outside values that the likelihood is not defined for
 */
record Measures(
        Evaluation evaluation,
        CodeUse.@Nullable Sums codes,
        SparsityReport.@Nullable Sums activity,
        double nll,
        double lossFloor,
        OutsideDomain outside)
        implements Serializable {
    /** Below it values are 0 or 1 but for rounding. */
    private static final double NO_FLOOR = 1e-6;

    /**
     * Measures.
     *
     * @param rows at least one
     * @param nllSamples codes drawn for each example to estimate its likelihood; 0 to leave that out
     */
    static Measures of(InferenceRows rows, int nllSamples) {
        Iterable<Batch> batches = rows.batches().inOrder();
        Autoencoder autoencoder = rows.model().autoencoder();
        CodeUse.Sums codes = autoencoder.hasPosterior() ? new CodeUse.Sums(autoencoder.codeSize()) : null;
        SparsityConfig sparsity = autoencoder.model().sparsity();
        SparsityReport.Sums activity = sparsity == null ? null : new SparsityReport.Sums(sparsity);
        Evaluation evaluation = Activity.during("measuring the model", () -> {
            if (codes != null) {
                batches.forEach(batch -> codes.add(autoencoder.codec().posterior(batch)));
            }
            if (activity != null) {
                batches.forEach(batch -> activity.add(autoencoder.codec().activity(batch), batch.count()));
            }
            return Evaluation.of(autoencoder, batches, rows.range());
        });
        return new Measures(
                evaluation,
                codes,
                activity,
                nllSamples == 0
                        ? Double.NaN
                        : Activity.during(
                                String.format(
                                        Locale.ROOT,
                                        "estimating the likelihood by %,d codes for each of %,d examples",
                                        nllSamples,
                                        evaluation.examples()),
                                () -> nll(rows, batches, nllSamples, evaluation.rows())),
                autoencoder
                        .codec()
                        .leastLoss()
                        .map(least -> lossFloor(batches, least))
                        .orElse(0.0),
                OutsideDomain.of(rows.model().config(), batches));
    }

    private static double nll(
            InferenceRows rows, Iterable<Batch> batches, int samples, Map<String, Spread.Sums> spreads) {
        ImportanceSampling sampling = new ImportanceSampling(
                rows.model().autoencoder(), samples, rows.model().config().seed(), rows.firstRow());
        Spread.Sums spread = new Spread.Sums();
        double sum = 0;
        long examples = 0;
        for (Batch batch : batches) {
            double[] ofRows = sampling.logLikelihoods(batch);
            Arrays.setAll(ofRows, row -> -ofRows[row]);
            spread.add(ofRows);
            for (double ofRow : ofRows) {
                sum += ofRow;
            }
            examples += batch.count();
        }
        spreads.put(Metric.NLL.key(), spread);
        return sum / examples;
    }

    private static double lossFloor(Iterable<Batch> batches, Likelihood.LeastLoss leastLoss) {
        double sum = 0;
        long examples = 0;
        for (Batch batch : batches) {
            for (float value : batch.features()) {
                sum += leastLoss.of(value);
            }
            examples += batch.count();
        }
        return sum / examples;
    }

    /**
     * Refuses to estimate a likelihood that a model does not have.
     *
     * @param run name of the run
     * @throws InvalidInputException if samples are wanted of a model that is not variational
     */
    static void checkSamples(TrainedModel model, String run, int nllSamples) {
        if (nllSamples > 0 && !model.autoencoder().hasPosterior()) {
            throw new InvalidInputException(
                    run + ": --nll-samples estimates the likelihood of a variational model, but this one is of type "
                            + EnumNames.of(model.checkpoint().config().model().type()));
        }
    }

    /**
     * Of all examples of several sets. The sums of the first part take in those of the others.
     *
     * @param parts at least one, of this model
     */
    static Measures merged(List<Measures> parts, TrainedModel model) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        KnownRange range = KnownRange.of(
                model.config().data(),
                model.checkpoint().scaling(),
                model.checkpoint().shape(),
                null);
        Evaluation evaluation =
                Evaluation.merged(parts.stream().map(Measures::evaluation).toList(), range);
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
        return new Measures(
                evaluation,
                codes,
                activity,
                mean(parts, Measures::nll),
                mean(parts, Measures::lossFloor),
                parts.stream()
                        .map(Measures::outside)
                        .reduce(OutsideDomain::plus)
                        .orElseThrow());
    }

    private static double mean(List<Measures> parts, ToDoubleFunction<Measures> number) {
        double sum = 0;
        long examples = 0;
        for (Measures part : parts) {
            sum += number.applyAsDouble(part) * part.evaluation.examples();
            examples += part.evaluation.examples();
        }
        return sum / examples;
    }

    /** How far the means among the metrics are to be trusted, by their names. */
    Map<String, Spread> spread() {
        Map<String, Spread> spread = new LinkedHashMap<>();
        evaluation.rows().forEach((name, sums) -> spread.put(name, sums.spread()));
        return spread;
    }

    /** How active the hidden units are; empty without model.sparsity. */
    Optional<SparsityReport> sparsity() {
        return Optional.ofNullable(activity).map(SparsityReport.Sums::report);
    }

    /** Numbers that tell an example's code: of a top-k code those that it keeps, and their places. */
    private static int numbersOfCode(TrainedModel model) {
        int units = LinearBaseline.components(model);
        return units < model.autoencoder().codeSize() ? 2 * units : units;
    }

    /**
     * The metrics by name: numbers, and {@code klPerUnit} a list of them.
     *
     * @param nllSamples as given when it was measured
     */
    Map<String, Object> metrics(TrainedModel model, int nllSamples) {
        Map<String, Object> metrics = new LinkedHashMap<>(evaluation.metrics());
        Autoencoder autoencoder = model.autoencoder();
        if (lossFloor > NO_FLOOR) {
            metrics.put(Metric.LOSS_FLOOR.key(), lossFloor);
        }
        metrics.put(Metric.COMPRESSION_RATIO.key(), (double) autoencoder.features() / numbersOfCode(model));
        if (codes != null) {
            metrics.put("seed", model.checkpoint().config().seed());
            metrics.put("elboSamples", autoencoder.model().samples());
            double divergence = evaluation.parts().getOrDefault(Losses.KL, Double.NaN);
            metrics.put(Metric.ELBO.key(), -(evaluation.reconstruction() + evaluation.omitted() + divergence));
            CodeUse use = codes.use();
            metrics.put(Metric.ACTIVE_UNITS.key(), use.activeUnits());
            metrics.put("klPerUnit", use.klPerUnit());
        }
        if (nllSamples > 0) {
            metrics.put(Metric.NLL.key(), nll);
            metrics.put("nllSamples", nllSamples);
        }
        return metrics;
    }
}
