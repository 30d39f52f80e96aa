package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aectl.base.Counts;
import org.aectl.config.ExperimentConfig;
import org.aectl.eval.Fidelity;
import org.aectl.eval.SparsityReport;
import org.aectl.report.LossUnits;
import org.aectl.report.Measure;
import org.aectl.report.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table of metrics.
 *
 * @param key its name in {@code aectl evaluate --json}
 * @param name for people
 * @param explanation what it is and counts in
 * @param model value of the model
 * @param baselines values of what was measured beside it
 */
record MetricRow(String key, String name, String explanation, Cell model, List<Baseline> baselines) {
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

    /** @param cell null where it has no such number */
    record Baseline(@Nullable Cell cell) {
        static Baseline of(@Nullable Number number) {
            return new Baseline(number == null ? null : Cell.of(number));
        }
    }

    /**
     * The numbers among some metrics, as lines.
     *
     * @param metrics by the names that {@code aectl evaluate --json} has
     * @param baselines what was measured beside the model
     */
    static List<MetricRow> of(
            ExperimentConfig config,
            Map<String, Object> metrics,
            @Nullable SparsityReport sparsity,
            List<Fidelity> baselines) {
        List<MetricRow> rows = new ArrayList<>();
        metrics.forEach((name, value) -> {
            if (value instanceof Number number && !SETTINGS.contains(name)) {
                rows.add(row(name, explanation(name, config), number, baselines));
            }
        });
        if (sparsity != null) {
            String units = "of the " + Counts.of(sparsity.units(), "unit") + " to be sparse";
            rows.add(row("meanActivation", units, sparsity.meanActivation(), baselines));
            rows.add(row("deadUnits", "share of them", sparsity.deadUnits(), baselines));
        }
        return rows;
    }

    private static MetricRow row(String key, String explanation, Number model, List<Fidelity> baselines) {
        return new MetricRow(
                key,
                Measure.of(key).title(),
                explanation,
                Cell.of(model),
                baselines.stream()
                        .map(baseline -> Baseline.of(baseline.metrics().get(key)))
                        .toList());
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
