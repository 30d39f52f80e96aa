package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.PlainText;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.TerminalWidth;
import org.aectl.cli.console.Wrapping;
import org.aectl.cli.option.RunOptions;
import org.aectl.cli.table.TextTable;
import org.aectl.config.load.ConfigWriter;
import org.aectl.run.Manifest;
import org.aectl.run.checkpoint.Finetuning;
import org.aectl.run.checkpoint.TestAccuracy;
import org.aectl.task.runs.InspectTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl inspect}: what is in a run or a checkpoint. */
@Command(
        name = "inspect",
        description = {
            "Show a run or a checkpoint: network with its layers, data, progress, config.",
            "Computes and writes nothing."
        },
        footer = {"  aectl inspect ae", "  aectl inspect models/ae/checkpoints/best.zip --json"})
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        InspectTask.InspectResult report = InspectTask.run(run.resolve());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(report));
        } else {
            print(report, out);
        }
        return ExitCode.DONE;
    }

    private static void print(InspectTask.InspectResult report, PrintWriter out) {
        line(out, "run", report.run());
        line(out, "checkpoint", report.checkpoint());
        line(out, "network", report.network() + ", " + Counts.of(report.parameters(), "parameter"));
        line(out, "examples", report.shape() + (report.classes().isEmpty() ? "" : ", classes " + report.classes()));
        line(out, "epoch", report.epoch() + (report.epoch() == report.bestEpoch() ? ", the best" : ""));
        line(out, "best value", String.format(Locale.ROOT, "%.4f", report.bestValue()));
        Finetuning finetuning = report.finetuning();
        if (finetuning != null) {
            print(finetuning, out);
        }
        Manifest manifest = report.manifest();
        if (manifest != null) {
            line(
                    out,
                    "outcome",
                    manifest.outcome().word() + " after " + Counts.of(manifest.epochs(), "epoch") + ", "
                            + String.format(Locale.ROOT, "%.1f s", manifest.seconds()));
            if (manifest.accuracy() != null) {
                print(manifest.accuracy(), out);
            }
            line(out, "started", manifest.started());
            line(out, "made by", "aectl " + manifest.version() + ": " + String.join(" ", manifest.commandLine()));
            manifest.data().forEach(file -> line(out, "data", file.path() + ", SHA-256 " + file.sha256()));
        }
        out.println();
        out.println(layers(report));
        out.println();
        out.print(ConfigWriter.toYaml(report.experiment()));
    }

    /** The activation of the last layer is the likelihood's, and in no layer of its own. */
    private static String layers(InspectTask.InspectResult report) {
        return TextTable.of(
                report.layers(),
                List.of(
                        TextTable.column("layer", false, InspectTask.Layer::name),
                        TextTable.column("kind", false, InspectTask.Layer::kind),
                        TextTable.column("activation", false, InspectTask.Layer::activation),
                        TextTable.column("output", true, InspectTask.Layer::output),
                        TextTable.column(
                                "parameters", true, layer -> String.format(Locale.ROOT, "%,d", layer.parameters()))));
    }

    private static void print(Finetuning finetuning, PrintWriter out) {
        Finetuning.Parent parent = finetuning.parent();
        line(
                out,
                "classifier",
                (finetuning.frozen() ? "with the encoder of " : "fine-tuned from ") + parent.run() + ", epoch "
                        + parent.epoch());
        line(out, "from", parent.checkpoint() + ", SHA-256 " + parent.sha256());
        line(
                out,
                "labels",
                (finetuning.labelsPerClass() == 0 ? "all" : finetuning.labelsPerClass() + " of each class")
                        + String.format(
                                Locale.ROOT,
                                "; %s, batches of %,d, learning rate %s, seed %d",
                                Counts.of(finetuning.epochs(), "epoch"),
                                finetuning.batchSize(),
                                finetuning.learningRate(),
                                finetuning.seed()));
    }

    private static void print(TestAccuracy accuracy, PrintWriter out) {
        line(
                out,
                "accuracy",
                String.format(Locale.ROOT, "%.4f", accuracy.finetuned())
                        + (accuracy.fromScratch() == null
                                ? ""
                                : String.format(Locale.ROOT, "; from random weights %.4f", accuracy.fromScratch()))
                        + (accuracy.ofRegression() == null
                                ? ""
                                : String.format(Locale.ROOT, "; logistic regression %.4f", accuracy.ofRegression())));
    }

    private static void line(PrintWriter out, String name, String value) {
        String line = String.format(Locale.ROOT, "%-11s %s", name, PlainText.oneLine(value));
        out.println(Wrapping.wrap(line, TerminalWidth.ofResults(), " ".repeat(12)));
    }
}
