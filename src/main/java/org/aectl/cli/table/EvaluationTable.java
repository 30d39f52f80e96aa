package org.aectl.cli.table;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.base.Counts;
import org.aectl.eval.Better;
import org.aectl.eval.Metric;
import org.aectl.eval.Neighbourhoods;
import org.aectl.eval.ReconstructionError;
import org.aectl.eval.SparsityReport;
import org.aectl.eval.Spread;
import org.aectl.report.Numbers;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.task.evaluate.NeighbourhoodReport;
import org.aectl.task.evaluate.Probes;
import org.jspecify.annotations.Nullable;

/** What {@code evaluate} measured, for people: by group, with PCA and the raw data in columns beside the model. */
public final class EvaluationTable {
    private static final String LEGEND = "\u2193 lower is better, \u2191 higher is better, * best of its row";
    /** Of a line with a name and three numbers; where there are fewer, numbers stand below their name. */
    private static final int COLUMNS = 76;

    private static final List<Metric> ERRORS = List.of(Metric.SSE, Metric.MSE, Metric.PSNR, Metric.SSIM);
    /** Metrics that other groups show than that of the loss. */
    private static final Set<Metric> ELSEWHERE =
            EnumSet.of(Metric.MSE, Metric.PSNR, Metric.SSIM, Metric.COMPRESSION_RATIO, Metric.ACTIVE_UNITS);

    private final EvaluateTask.Report report;
    private final PrintWriter out;
    private final boolean isNarrow;

    /** @param columns that a line may have */
    public EvaluationTable(EvaluateTask.Report report, PrintWriter out, int columns) {
        this.report = report;
        this.out = out;
        isNarrow = columns < COLUMNS;
    }

    public void print() {
        out.println(report.run() + ", " + report.split() + ", " + Counts.of(report.examples(), "example"));
        out.println(LEGEND);
        printReconstruction();
        printLoss();
        printCode();
        printProbes();
        printSparsity();
        if (!report.verdicts().isEmpty()) {
            out.println();
            report.verdicts().forEach(out::println);
        }
    }

    private void group(String title, List<String> columns) {
        out.println();
        line(title, columns.stream().map(column -> cell(column, false)).toList());
    }

    private void line(String name, List<String> cells) {
        String numbers = String.join("", cells);
        if (isNarrow) {
            out.println(name);
            out.println(("  " + numbers).stripTrailing());
        } else {
            out.println((String.format(Locale.ROOT, "%-40s", name) + numbers).stripTrailing());
        }
    }

    private static String cell(String text, boolean best) {
        return String.format(Locale.ROOT, " %10s%1s", text, best ? "*" : "");
    }

    /** A line whose numbers can be compared: the best one is marked. */
    private void compared(String title, Better better, List<? extends @Nullable Number> values) {
        List<Double> known = values.stream()
                .filter(Objects::nonNull)
                .map(Number::doubleValue)
                .toList();
        line(
                "  " + better.mark(title),
                values.stream()
                        .map(value -> cell(number(value), value != null && better.isBest(value.doubleValue(), known)))
                        .toList());
    }

    private void compared(Metric metric, List<? extends @Nullable Number> values) {
        compared(metric.title(), metric.better(), values);
    }

    private void note(String text) {
        out.println("  " + text);
    }

    private static String number(@Nullable Number value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double || value instanceof Float
                ? Numbers.plain(value.doubleValue())
                : String.format(Locale.ROOT, "%d", value.longValue());
    }

    private void printReconstruction() {
        EvaluateTask.Baseline pca = report.pca();
        ReconstructionError mean = report.mean();
        List<String> columns = new ArrayList<>(List.of("model"));
        if (pca != null) {
            columns.add("PCA, " + pca.components());
        }
        if (mean != null) {
            columns.add("mean");
        }
        group("Reconstruction", columns);
        List<ReconstructionError> baselines = Stream.of(pca == null ? null : pca.error(), mean)
                .filter(Objects::nonNull)
                .toList();
        ERRORS.stream().filter(metric -> report.find(metric) != null).forEach(metric -> error(metric, baselines));
        note("Squared error is the sum over an example's values; "
                + (report.find(Metric.PSNR) != null
                        ? "the ratio is in dB."
                        : "a signal-to-noise ratio is left out, because no range of the values is known."));
    }

    private void error(Metric metric, List<ReconstructionError> baselines) {
        List<@Nullable Number> values = new ArrayList<>();
        values.add(report.find(metric));
        baselines.forEach(baseline -> values.add(baseline.metrics().get(metric)));
        compared(metric, values);
    }

    /** The loss and its parts: every metric that no other group shows. */
    private void printLoss() {
        group("Loss", List.of("mean", "std. error", "median"));
        report.metrics().keySet().stream()
                .flatMap(name -> Metric.of(name).stream())
                .filter(metric -> !ELSEWHERE.contains(metric))
                .forEach(this::spread);
        draws(Metric.ELBO, "elboSamples");
        draws(Metric.NLL, "nllSamples");
        if (report.find(Metric.LOSS_FLOOR) != null) {
            note("The values are grey, of which cross-entropy is no likelihood, and never 0.");
        }
    }

    /** A mean over the examples, and how far it is to be trusted where that is known. */
    private void spread(Metric metric) {
        Spread spread = report.spread().get(metric.key());
        line(
                "  " + metric.better().mark(metric.title()),
                Stream.of(
                                report.find(metric),
                                spread == null ? null : spread.standardError(),
                                spread == null ? null : spread.median())
                        .map(value -> cell(number(value), false))
                        .toList());
    }

    private void draws(Metric metric, String samples) {
        if (report.find(metric) != null && report.metrics().get(samples) instanceof Number drawn) {
            note("%s: nats, %s drawn for each example, seed %s."
                    .formatted(
                            metric.title(),
                            Counts.of(drawn.longValue(), "code"),
                            report.metrics().get("seed")));
        }
    }

    private void printCode() {
        NeighbourhoodReport neighbourhoods = report.neighbourhoods();
        boolean hasPca = neighbourhoods != null && neighbourhoods.pca() != null;
        group("Code", hasPca ? List.of("model", "PCA") : List.of("model"));
        compared(Metric.COMPRESSION_RATIO, List.of(report.metric(Metric.COMPRESSION_RATIO)));
        Number active = report.find(Metric.ACTIVE_UNITS);
        if (active != null) {
            compared(Metric.ACTIVE_UNITS, List.of(active));
        }
        if (neighbourhoods != null) {
            Neighbourhoods code = neighbourhoods.code();
            Neighbourhoods pca = neighbourhoods.pca();
            compared(
                    Metric.TRUSTWORTHINESS,
                    pca == null
                            ? List.of(code.trustworthiness())
                            : List.of(code.trustworthiness(), pca.trustworthiness()));
            compared(
                    Metric.CONTINUITY,
                    pca == null ? List.of(code.continuity()) : List.of(code.continuity(), pca.continuity()));
        }
        note("Compression is of an example's values to the numbers of its code.");
        if (active != null) {
            note("Active units have a mean that varies by more than 0.01. Divergence of each unit in nats: "
                    + values(report.metrics().get("klPerUnit")));
        }
        if (neighbourhoods != null) {
            note("Trustworthiness and continuity: %s, %s, seed %d."
                    .formatted(
                            Counts.of(neighbourhoods.neighbours(), "neighbour"),
                            Counts.of(neighbourhoods.examples(), "example"),
                            neighbourhoods.seed()));
        }
    }

    private static String values(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream()
                        .map(value -> String.format(Locale.ROOT, "%.2f", (Double) value))
                        .collect(Collectors.joining(" "))
                : "";
    }

    private void printProbes() {
        Probes probes = report.probes();
        if (probes == null) {
            return;
        }
        group("Class accuracy", List.of("model", "PCA", "raw data"));
        probes(Counts.of(probes.neighbours(), "nearest neighbour"), probes.knn());
        probes("Linear probe", probes.linear());
        note("Learnt from %s, seed %d, and judged by %s."
                .formatted(
                        Counts.of(probes.knownRows(), "training row"),
                        probes.seed(),
                        Counts.of(probes.examples(), "example")));
    }

    private void probes(String name, Map<String, Double> accuracy) {
        List<@Nullable Double> values = new ArrayList<>();
        Stream.of(Probes.CODE, Probes.PCA, Probes.RAW).forEach(way -> values.add(accuracy.get(way)));
        compared(name, Better.HIGHER, values);
    }

    private void printSparsity() {
        SparsityReport sparsity = report.sparsity();
        if (sparsity == null) {
            return;
        }
        group("Sparsity", List.of("model"));
        compared(Metric.MEAN_ACTIVATION, List.of(sparsity.meanActivation()));
        compared(Metric.DEAD_UNITS, List.of(sparsity.deadUnits()));
        note("Of %s; dead are those never above %s, as a share."
                .formatted(Counts.of(sparsity.units(), "unit"), Numbers.plain(sparsity.deadBelow())));
    }
}
