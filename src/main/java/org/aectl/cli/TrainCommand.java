package org.aectl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.config.ExperimentConfig;
import org.aectl.run.Manifest;
import org.aectl.task.TrainRequest;
import org.aectl.task.TrainTask;
import org.aectl.train.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl train}: from a config to a run folder. */
@Command(
        name = "train",
        description = "Train an autoencoder as a config says, into a run folder of its own.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aectl train --config configs/ae.yaml",
            "  aectl train --config configs/ae.yaml --name small --set model.latent=8 --epochs 5"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The experiment, in YAML or JSON; 'aectl config init' writes one to start from.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOptions changes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "models",
            description = "Folder that the run's folder is made in (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
    private ThreadsOption threads;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the run, as --set name=NAME.")
    private String name = "";

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data, as --set training.epochs=N.")
    private String epochs = "";

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N rows only, as --set data.limit=N.")
    private String limit = "";

    @Option(names = "--force", description = "Replace an older run of the same name.")
    private boolean force;

    @Option(names = "--dry-run", description = "Check config, data and memory, say what would be trained, and stop.")
    private boolean dryRun;

    @Override
    @SuppressWarnings("try") // the interrupts are held, not used
    public Integer call() throws IOException {
        ExperimentConfig experiment = changes.with("name", name)
                .with("training.epochs", epochs)
                .with("data.limit", limit)
                .load(config);
        List<String> commandLine = new ArrayList<>(List.of("aectl"));
        commandLine.addAll(spec.commandLine().getParseResult().originalArgs());
        Messages messages = Messages.of(spec);
        try (TrainTask task = new TrainTask(new TrainRequest(experiment, output, force, commandLine))) {
            messages.info("%s: %s, %,d parameters; %s"
                    .formatted(experiment.name(), task.network(), task.network().parameters(), describe(task)));
            task.warnings().forEach(messages::warn);
            if (dryRun) {
                return ExitCode.DONE;
            }
            StopRequest stop = new StopRequest();
            try (Interrupts interrupts = Interrupts.request(stop, messages);
                    ProgressDisplay display =
                            new ProgressDisplay(experiment.training().epochs(), messages)) {
                print(task.run(List.of(display), stop), output.resolve(experiment.name()));
            }
        }
        return ExitCode.DONE;
    }

    private static String describe(TrainTask task) {
        List<String> splits = new ArrayList<>();
        task.rows().forEach((split, rows) -> splits.add("%,d %s".formatted(rows, split)));
        return String.join(", ", splits) + " rows";
    }

    private void print(Manifest manifest, Path run) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %d epochs in %.1f s, best loss %.4f in epoch %d%n",
                run,
                manifest.epochs(),
                manifest.seconds(),
                manifest.bestValue(),
                manifest.bestEpoch());
    }
}
