package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.ConfigOptions;
import org.aectl.cli.option.DeviceOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.SplitRows;
import org.aectl.cli.option.ThreadsOption;
import org.aectl.cli.table.BenchmarkTable;
import org.aectl.config.ExperimentConfig;
import org.aectl.task.benchmark.BenchmarkResult;
import org.aectl.task.benchmark.BenchmarkTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl benchmark}: how fast a config trains and embeds on this machine. */
@Command(
        name = "benchmark",
        description = {
            "Measure how fast a config trains and embeds on this machine.",
            "Trains the whole network for a warm-up and seven rounds, then embeds the training rows likewise."
                    + " Prints the medians of the rounds with the slowest and the fastest, the share of the rate that a"
                    + " large matrix product reaches here, and the time for assembling batches: on their own thread in"
                    + " training, on all threads in embedding. Does not measure validation, checkpoints and pictures."
                    + " Writes nothing."
        },
        footer = {
            "  aectl benchmark --config configs/ae.yaml",
            "  aectl benchmark -c configs/ae.yaml --seconds 5 --json",
            "  aectl benchmark -c configs/vae.json --set training.batchSize=512 --threads 1"
        })
final class BenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The experiment, in YAML or JSON.")
    private Path config;

    @Mixin
    private ConfigOptions changes;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private DeviceOption device;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private ThreadsOption threads;

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N rows only, as --set data.limit=N.")
    private @Nullable Integer limit;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "24",
            description = "How long to measure, two thirds of it training (default: ${DEFAULT-VALUE}). Starting and the"
                    + " rate of matrix products take some more.")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        InferenceOptions.atLeastOne("--seconds", seconds);
        InferenceOptions.atLeastOne("--limit", limit);
        ExperimentConfig experiment = changes.with("data.limit", limit).load(config);
        PrintWriter out = spec.commandLine().getOut();
        try (BenchmarkTask task = new BenchmarkTask(experiment)) {
            Messages.of(spec)
                    .info("%s: %s; %s; measuring for %d s"
                            .formatted(experiment.name(), task.network(), SplitRows.text(task.rows()), seconds));
            BenchmarkResult report = task.run(seconds);
            out.println(json ? Json.text(report) : BenchmarkTable.text(report));
        }
        return ExitCode.DONE;
    }
}
