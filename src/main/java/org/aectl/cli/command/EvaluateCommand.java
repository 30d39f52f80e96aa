package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.console.TerminalWidth;
import org.aectl.cli.option.EngineOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.table.EvaluationTable;
import org.aectl.task.InferenceEngine;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.task.evaluate.EvaluateTask.ClassMetrics;
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
            "Measure a trained model on a split, beside PCA with as many components.",
            "Prints losses by part, errors, likelihood, active units or sparsity, and how well the latent"
                    + " code keeps neighbours and, with labels, predicts classes. Writes nothing."
        },
        footer = {
            "  aectl evaluate ae",
            "  aectl evaluate ae --split validation --json",
            "  aectl evaluate vae --nll-samples 200",
            "  aectl evaluate ae --all-rows"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private InferenceOptions inference;

    @Option(
            names = "--nll-samples",
            paramLabel = "K",
            description = "Estimate the negative log-likelihood of a variational model by importance sampling, with K"
                    + " codes drawn for each example.")
    private @Nullable Integer nllSamples;

    @Option(
            names = "--all-rows",
            description =
                    "Fit the class probes on all training rows (default: at most 10,000, drawn by the run's seed).")
    private boolean allRows;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Override
    public Integer call() throws IOException {
        InferenceOptions.atLeastOne("--nll-samples", nllSamples);
        InferenceEngine computing = engine.inference();
        engine.refuse("--all-rows", allRows);
        EvaluateTask.Report report = EvaluateTask.run(
                computing,
                inference.request(engine),
                nllSamples == null ? 0 : nllSamples,
                allRows ? ClassMetrics.BY_ALL_ROWS : ClassMetrics.BY_SOME_ROWS,
                Messages.of(spec)::warn);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(report));
        } else {
            new EvaluationTable(report, out, TerminalWidth.ofResults()).print();
        }
        return ExitCode.DONE;
    }
}
