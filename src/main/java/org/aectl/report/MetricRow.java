package org.aectl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aectl.base.Counts;
import org.aectl.config.ExperimentConfig;
import org.aectl.eval.SparsityReport;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table of metrics.
 *
 * @param key its name in {@code aectl evaluate --json}
 * @param name for people
 * @param explanation what it is and counts in
 * @param model value of the model
 * @param pca value of principal component analysis; null where it has none
 */
record MetricRow(
        String key,
        String name,
        String explanation,
        Cell model,
        @Nullable Cell pca) {
    /** Numbers that say how others were measured. */
    private static final Set<String> SETTINGS = Set.of("seed", "elboSamples", "nllSamples");

    /**
     * A number.
     *
     * @param exact that reading gives the same bits
     * @param text for people
     */
    record Cell(String exact, String text) {
        static Cell of(Number number) {
            return number instanceof Double value
                    ? new Cell(Double.toString(value), Numbers.text(value))
                    : new Cell(number.toString(), Numbers.count(number.longValue()));
        }
    }

    /**
     * The numbers among some metrics, as lines.
     *
     * @param metrics by the names that {@code aectl evaluate --json} has
     * @param pca those of principal component analysis, by the same names
     */
    static List<MetricRow> of(
            ExperimentConfig config,
            Map<String, Object> metrics,
            @Nullable SparsityReport sparsity,
            Map<String, Double> pca) {
        List<MetricRow> rows = new ArrayList<>();
        metrics.forEach((name, value) -> {
            if (value instanceof Number number && !SETTINGS.contains(name)) {
                Double other = pca.get(name);
                rows.add(new MetricRow(
                        name,
                        Measure.of(name).title(),
                        explanation(name, config),
                        Cell.of(number),
                        other == null ? null : Cell.of(other)));
            }
        });
        if (sparsity != null) {
            rows.add(new MetricRow(
                    "meanActivation",
                    Measure.of("meanActivation").title(),
                    "of the " + Counts.of(sparsity.units(), "unit") + " to be sparse",
                    Cell.of(sparsity.meanActivation()),
                    null));
            rows.add(new MetricRow(
                    "deadUnits",
                    Measure.of("deadUnits").title(),
                    "share of them",
                    Cell.of(sparsity.deadUnits()),
                    null));
        }
        return rows;
    }

    private static String explanation(String name, ExperimentConfig config) {
        return switch (name) {
            case "loss" -> "what training lowers, " + LossUnits.ofLoss(config);
            case "reconstruction", "lossFloor" -> LossUnits.ofReconstruction(config.model());
            case "kl" -> LossUnits.NATS;
            case "sse" -> "summed over an example's values";
            case "mse" -> "mean over all values";
            case "sparsity", "l2" -> LossUnits.PENALTY;
            case "psnr" -> "decibels";
            case "ssim" -> "1 where nothing differs";
            case "compressionRatio" -> "values of an example for each number of its code";
            case "elbo" -> "nats per example; higher is better";
            case "activeUnits" -> "of " + Numbers.count(config.model().latent());
            default -> "";
        };
    }
}
