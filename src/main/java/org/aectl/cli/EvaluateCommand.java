package org.aectl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.eval.SparsityReport;
import org.aectl.task.EvaluateTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl evaluate}: how good a trained model is. */
@Command(
        name = "evaluate",
        description = "Measure a trained model on a split, with principal components of the same size beside it.",
        footerHeading = "%nExamples:%n",
        footer = {"  aectl evaluate ae", "  aectl evaluate ae --split validation --json"})
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private InferenceOptions inference;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        EvaluateTask.Report report = EvaluateTask.run(inference.request(), Messages.of(spec)::warn);
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
        report.metrics().forEach((name, value) -> out.printf(Locale.ROOT, "  %-16s %12.4f%n", name, value));
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
}
