package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.config.ExperimentConfig;
import org.aectl.eval.Metric;
import org.aectl.eval.Unit;
import org.aectl.run.checkpoint.MetricsTable;
import org.jspecify.annotations.Nullable;

/** The curves of a training: for each stage the loss and its parts, each with training and validation. */
public final class LossCharts {
    private static final String LOSS = Metric.LOSS.key();

    /**
     * Charts of one stage.
     *
     * @param title null where there is one stage only
     */
    public record StageCharts(@Nullable String title, List<LineChart> charts) {
        /** Whether they need the whole width of the page. */
        public boolean isWide() {
            return charts.size() > 1;
        }
    }

    private final @Nullable ExperimentConfig config;
    private final MetricsTable metrics;
    private final @Nullable Integer bestEpoch;
    private int charts;

    /**
     * Of an autoencoder or a classifier.
     *
     * @param config of an autoencoder; null for a classifier
     * @param bestEpoch null where there is none yet
     */
    public LossCharts(@Nullable ExperimentConfig config, MetricsTable metrics, @Nullable Integer bestEpoch) {
        this.config = config;
        this.metrics = metrics;
        this.bestEpoch = bestEpoch;
    }

    public List<StageCharts> draw() {
        Map<String, List<MetricsTable.Row>> stages = metrics.stages();
        List<StageCharts> drawn = new ArrayList<>();
        stages.forEach((stage, rows) -> drawn.add(
                new StageCharts(stages.size() == 1 ? null : title(stage, rows), charts(rows, isJudged(stage, rows)))));
        return drawn;
    }

    /** Whether its losses are those of the whole network, of which one epoch is the best. */
    private boolean isJudged(String stage, List<MetricsTable.Row> rows) {
        return config == null ? !rows.get(0).isBaseline() : stage.equals(MetricsTable.WHOLE);
    }

    private static String title(String stage, List<MetricsTable.Row> rows) {
        String name = stage.equals(MetricsTable.WHOLE)
                ? "The whole network"
                : Character.toUpperCase(stage.charAt(0)) + stage.substring(1);
        int first = rows.get(0).epoch();
        int last = rows.get(rows.size() - 1).epoch();
        return name + (first == last ? ", epoch " + first : ", epochs " + first + " to " + last);
    }

    private List<LineChart> charts(List<MetricsTable.Row> rows, boolean isWhole) {
        int[] epochs = rows.stream().mapToInt(MetricsTable.Row::epoch).toArray();
        List<LineChart> drawn = new ArrayList<>();
        for (String part : parts(rows)) {
            List<LineChart.Series> series = new ArrayList<>();
            for (String split : List.of(LineChart.TRAINING, LineChart.VALIDATION)) {
                String name = split + "." + part;
                if (rows.stream().anyMatch(row -> row.metrics().containsKey(name))) {
                    series.add(new LineChart.Series(split, values(rows, name)));
                }
            }
            drawn.add(LineChart.of(
                    "chart-" + charts++,
                    Metric.of(part).map(Metric::title).orElse(part),
                    unit(part, isWhole),
                    epochs,
                    series,
                    isWhole ? bestEpoch : null));
        }
        return drawn;
    }

    private static double[] values(List<MetricsTable.Row> rows, String metric) {
        return rows.stream()
                .mapToDouble(row -> row.metrics().getOrDefault(metric, Double.NaN))
                .toArray();
    }

    /** The loss and, where it has more than one, its parts. */
    private List<String> parts(List<MetricsTable.Row> rows) {
        String prefix = LineChart.TRAINING + ".";
        List<String> parts = metrics.names().stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> rows.stream().anyMatch(row -> row.metrics().containsKey(name)))
                .map(name -> name.substring(prefix.length()))
                .toList();
        // A part that is the whole loss says nothing new.
        return parts.stream()
                .filter(part -> part.equals(LOSS) || !sameValues(rows, prefix + LOSS, prefix + part))
                .toList();
    }

    private static boolean sameValues(List<MetricsTable.Row> rows, String one, String other) {
        return rows.stream()
                .allMatch(row ->
                        Objects.equals(row.metrics().get(one), row.metrics().get(other)));
    }

    private String unit(String part, boolean isWhole) {
        Unit unit = Metric.of(part).map(Metric::unit).orElse(Unit.OF_RECONSTRUCTION);
        // A layer of pretraining is judged by what suits its activations.
        return (unit.isOfModel() && !isWhole && config != null ? Unit.MIXED : unit).text(config);
    }
}
