package org.aectl.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.aectl.eval.Fidelity;
import org.aectl.eval.Neighbourhoods;
import org.aectl.eval.SparsityReport;
import org.aectl.eval.Spread;
import org.aectl.task.EvaluateTask;
import org.aectl.task.NeighbourhoodReport;
import org.aectl.task.Probes;
import org.jspecify.annotations.Nullable;

/** What {@code evaluate} measured, for people: by group, with PCA and the raw data in columns beside the model. */
final class EvaluationTable {
    private static final String NAME = "  %-17s";
    private static final String CELL = " %11s";
    /** Metrics that the group of the reconstruction shows. */
    private static final Set<String> FIDELITY = Set.of("sse", "mse", "psnr", "ssim");

    private final EvaluateTask.Report report;
    private final PrintWriter out;
    private final Set<String> shown = new HashSet<>();

    EvaluationTable(EvaluateTask.Report report, PrintWriter out) {
        this.report = report;
        this.out = out;
    }

    void print() {
        out.printf(Locale.ROOT, "%s, %s, %,d examples%n", report.run(), report.split(), report.examples());
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

    private void group(String title, String... columns) {
        String cells = Arrays.stream(columns)
                .map(column -> String.format(Locale.ROOT, CELL, column))
                .collect(Collectors.joining());
        out.printf(
                Locale.ROOT,
                "%n%s%n",
                String.format(Locale.ROOT, "%-19s%s", title, cells).stripTrailing());
    }

    /** Prints a line; of cells that are null or missing at the end, nothing. */
    private void row(String name, String remark, @Nullable Double... values) {
        out.printf(Locale.ROOT, NAME, name);
        for (Double value : values) {
            out.printf(Locale.ROOT, CELL, value == null ? "" : number(value));
        }
        out.println(remark.isEmpty() ? "" : "   " + remark);
    }

    private static String number(double value) {
        boolean isSmall = value != 0 && Math.abs(value) < 0.01;
        return String.format(Locale.ROOT, isSmall ? "%.3e" : "%,.4f", value);
    }

    private @Nullable Double metric(String name) {
        shown.add(name);
        return report.metrics().get(name) instanceof Number number ? number.doubleValue() : null;
    }

    private void printReconstruction() {
        EvaluateTask.Baseline pca = report.pca();
        Fidelity mean = report.mean();
        List<String> columns = new ArrayList<>(List.of("model"));
        if (pca != null) {
            columns.add("PCA, " + pca.components());
        }
        if (mean != null) {
            columns.add("mean");
        }
        group("reconstruction", columns.toArray(String[]::new));
        fidelity("sse", "squared error, sum over features", EvaluateTask.Baseline::sse, Fidelity::sse);
        fidelity("mse", "squared error, mean over features", EvaluateTask.Baseline::mse, Fidelity::mse);
        if (report.metrics().containsKey("psnr")) {
            fidelity("psnr", "dB", EvaluateTask.Baseline::psnr, Fidelity::psnr);
        } else {
            out.printf(Locale.ROOT, NAME + " left out: no range of the values is known%n", "psnr");
        }
        if (report.metrics().containsKey("ssim")) {
            fidelity("ssim", "structural similarity, at most 1", EvaluateTask.Baseline::ssim, Fidelity::ssim);
        }
    }

    /** A number of a baseline; null where it has none. */
    @FunctionalInterface
    private interface Figure<T> {
        @Nullable
        Double of(T baseline);
    }

    private void fidelity(String name, String remark, Figure<EvaluateTask.Baseline> ofPca, Figure<Fidelity> ofMean) {
        List<@Nullable Double> values = new ArrayList<>();
        values.add(metric(name));
        if (report.pca() != null) {
            values.add(ofPca.of(report.pca()));
        }
        if (report.mean() != null) {
            values.add(ofMean.of(report.mean()));
        }
        row(name, remark, values.toArray(Double[]::new));
    }

    /** The loss and its parts: every number that no other group shows. */
    private void printLoss() {
        group("loss", "mean", "std. error", "median");
        spread("sse", "squared error, as above", metric("sse"));
        shown.addAll(FIDELITY);
        shown.addAll(Set.of("compressionRatio", "activeUnits", "klPerUnit", "seed", "elboSamples", "nllSamples"));
        for (String name : report.metrics().keySet()) {
            if (!shown.contains(name)) {
                spread(name, remark(name), metric(name));
            }
        }
    }

    /** A mean over the examples, and how far it is to be trusted where that is known. */
    private void spread(String name, String remark, @Nullable Double mean) {
        Spread spread = report.spread().get(name);
        if (spread == null) {
            row(name, remark, mean);
        } else {
            row(name, remark, mean, spread.standardError(), spread.median());
        }
    }

    private String remark(String name) {
        Map<String, Object> metrics = report.metrics();
        String grey = metrics.containsKey("lossFloor") ? "; of grey values, no likelihood of the data" : "";
        return switch (name) {
            case "loss" -> "what training lowers";
            case "elbo" ->
                "evidence lower bound, nats; codes drawn: " + metrics.get("elboSamples") + ", seed "
                        + metrics.get("seed") + grey;
            case "nll" ->
                "negative log-likelihood, nats; codes drawn: " + metrics.get("nllSamples") + ", seed "
                        + metrics.get("seed") + grey;
            case "kl" -> "nats";
            case "lossFloor" -> "the reconstruction loss of perfect outputs, because the values are grey";
            default -> "";
        };
    }

    private void printCode() {
        NeighbourhoodReport neighbourhoods = report.neighbourhoods();
        boolean hasPca = neighbourhoods != null && neighbourhoods.pca() != null;
        group("code", hasPca ? new String[] {"model", "PCA"} : new String[] {"model"});
        row("compression", "features for each number of the code", metric("compressionRatio"));
        if (report.metrics().containsKey("activeUnits")) {
            row("activeUnits", "whose mean varies by more than 0.01", metric("activeUnits"));
            out.printf(
                    Locale.ROOT,
                    NAME + " %s%n",
                    "klPerUnit",
                    values(report.metrics().get("klPerUnit")));
        }
        if (neighbourhoods != null) {
            String remark = String.format(
                    Locale.ROOT,
                    "of %d neighbours, %,d examples, seed %d",
                    neighbourhoods.neighbours(),
                    neighbourhoods.examples(),
                    neighbourhoods.seed());
            Neighbourhoods code = neighbourhoods.code();
            Neighbourhoods pca = neighbourhoods.pca();
            if (pca == null) {
                row("trustworthiness", remark, code.trustworthiness());
                row("continuity", remark, code.continuity());
            } else {
                row("trustworthiness", remark, code.trustworthiness(), pca.trustworthiness());
                row("continuity", remark, code.continuity(), pca.continuity());
            }
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
        String rows = String.format(
                Locale.ROOT,
                "%,d training rows, seed %d; %,d examples",
                probes.knownRows(),
                probes.seed(),
                probes.examples());
        group("class accuracy", "model", "PCA", "raw data");
        probes(probes.neighbours() + " neighbours", "learnt from " + rows, probes.knn());
        probes("linear probe", "from the same", probes.linear());
    }

    private void probes(String name, String remark, Map<String, Double> accuracy) {
        row(name, remark, accuracy.get(Probes.CODE), accuracy.get(Probes.PCA), accuracy.get(Probes.RAW));
    }

    private void printSparsity() {
        SparsityReport sparsity = report.sparsity();
        if (sparsity == null) {
            return;
        }
        group("sparsity");
        row("mean activation", String.format(Locale.ROOT, "of %,d units", sparsity.units()), sparsity.meanActivation());
        row(
                "dead units",
                String.format(Locale.ROOT, "share that is never above %.3g", sparsity.deadBelow()),
                sparsity.deadUnits());
    }
}
