package org.aectl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.aectl.eval.SparsityReport;
import org.aectl.task.EvaluateTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl evaluate}: how good a trained model is. */
@Command(
        name = "evaluate",
        description = {
            "Measure a trained model on a split, beside as many principal components.",
            "Prints losses by part, squared errors, what a variational code uses or how sparse a code is, and the squared"
                    + " error of as many principal components as the code has units. Nothing is written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aectl evaluate ae",
            "  aectl evaluate ae --split validation --json",
            "  aectl evaluate vae --nll-samples 200"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private InferenceOptions inference;

    @Option(
            names = "--nll-samples",
            paramLabel = "K",
            description = "Estimate the negative log-likelihood of a variational model by importance sampling, with K"
                    + " codes drawn for each example.")
    private @Nullable Integer nllSamples;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        InferenceOptions.atLeastOne("--nll-samples", nllSamples == null ? 1 : nllSamples);
        EvaluateTask.Report report =
                EvaluateTask.run(inference.request(), nllSamples == null ? 0 : nllSamples, Messages.of(spec)::warn);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(report));
        } else {
            print(report, out);
        }
        return ExitCode.DONE;
    }

    private static void print(EvaluateTask.Report report, PrintWriter out) {
        out.printf(Locale.ROOT, "%s, %s, %,d examples%n", report.run(), report.split(), report.examples());
        report.metrics().forEach((name, value) -> print(name, value, out));
        SparsityReport sparsity = report.sparsity();
        if (sparsity != null) {
            out.printf(Locale.ROOT, "  %-16s %12.4f%n", "mean activation", sparsity.meanActivation());
            out.printf(Locale.ROOT, "  %-16s %12.4f%n", "dead units", sparsity.deadUnits());
        }
        EvaluateTask.Baseline pca = report.pca();
        if (pca != null) {
            out.printf(Locale.ROOT, "  %-16s %12.4f%n", "sse of PCA, " + pca.components(), pca.sse());
        }
    }

    private static void print(String name, Object value, PrintWriter out) {
        if (value instanceof Integer count) {
            out.printf(Locale.ROOT, "  %-16s %12d%n", name, count);
        } else if (value instanceof List<?> list) {
            String values = list.stream()
                    .map(element -> String.format(Locale.ROOT, "%.2f", (Double) element))
                    .collect(Collectors.joining(" "));
            out.printf(Locale.ROOT, "  %-16s %s%n", name, values);
        } else {
            out.printf(Locale.ROOT, "  %-16s %12.4f%n", name, (Double) value);
        }
    }
}
