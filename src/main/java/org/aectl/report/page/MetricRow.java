package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aectl.base.Counts;
import org.aectl.config.ExperimentConfig;
import org.aectl.eval.Metric;
import org.aectl.eval.ReconstructionError;
import org.aectl.eval.SparsityReport;
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
            List<ReconstructionError> baselines) {
        List<MetricRow> rows = new ArrayList<>();
        metrics.forEach((name, value) -> {
            if (value instanceof Number number) {
                Metric.of(name)
                        .ifPresent(metric -> rows.add(row(metric, explanation(metric, config), number, baselines)));
            }
        });
        if (sparsity != null) {
            String units = Counts.of(sparsity.units(), "unit");
            rows.add(row(
                    Metric.MEAN_ACTIVATION,
                    Metric.MEAN_ACTIVATION.explanation(units),
                    sparsity.meanActivation(),
                    baselines));
            rows.add(row(Metric.DEAD_UNITS, Metric.DEAD_UNITS.explanation(units), sparsity.deadUnits(), baselines));
        }
        return rows;
    }

    private static String explanation(Metric metric, ExperimentConfig config) {
        return metric == Metric.ACTIVE_UNITS
                ? metric.explanation(Numbers.count(config.model().latent()))
                : metric.explanation(config);
    }

    private static MetricRow row(Metric metric, String explanation, Number model, List<ReconstructionError> baselines) {
        return new MetricRow(
                metric.key(),
                metric.title(),
                explanation,
                Cell.of(model),
                baselines.stream()
                        .map(baseline -> Baseline.of(baseline.metrics().get(metric)))
                        .toList());
    }
}
