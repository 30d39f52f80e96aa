package org.aectl.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Interrupts;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.console.ProgressDisplay;
import org.aectl.cli.console.TerminalWidth;
import org.aectl.cli.console.UsageMessage;
import org.aectl.cli.option.CacheOption;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.option.CommandWords;
import org.aectl.cli.option.ConfigOptions;
import org.aectl.cli.option.DeviceOption;
import org.aectl.cli.option.EngineOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.SplitRows;
import org.aectl.cli.option.ThreadsOption;
import org.aectl.cli.table.SeedsTable;
import org.aectl.cli.table.TrainingSummary;
import org.aectl.config.ExperimentConfig;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.aectl.task.benchmark.FirstStep;
import org.aectl.task.cluster.Cluster;
import org.aectl.task.guess.ExperimentGuess;
import org.aectl.task.runs.SeedsResult;
import org.aectl.task.runs.SeedsTask;
import org.aectl.task.train.FurtherTraining;
import org.aectl.task.train.ResumePoint;
import org.aectl.task.train.TrainRequest;
import org.aectl.task.train.TrainTask;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingInterruptedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aectl train}: from a config, or data alone, to a run folder. */
@Command(
        name = "train",
        description = {
            "Train an autoencoder from a config or from data alone, into a run folder.",
            "The folder, models/NAME, gets config.yaml, manifest.json, metrics.csv, checkpoints/, pictures,"
                    + " and model.zip, which Deeplearning4j programs load. Config and data are checked before anything"
                    + " is written, except the cache of a large table. Ctrl-C ends the training after the current step"
                    + " and keeps a checkpoint to resume from."
        },
        footer = {
            "  aectl train --config configs/ae.yaml",
            "  aectl train digits.csv --label label --set model.latent=8",
            "  aectl train -c configs/ae.yaml --name small --set model.latent=8 --epochs 5",
            "  aectl train --resume small --epochs 10",
            "  aectl train -c configs/ae.yaml --name repeated --epochs 2 --seeds 3"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Start start;

    /** Where the training begins: one of them. */
    static final class Start {
        @Parameters(
                paramLabel = "DATA",
                arity = "1",
                completionCandidates = CandidateWords.Sets.class,
                description =
                        "Data to learn from without a config: a CSV, Parquet, NPY, NPZ or IDX file, a folder of pictures or of"
                                + " Parquet files, or the name of a set. The config is guessed from the data, and --set changes"
                                + " it. A config file may stand here too.")
        @Nullable
        String data;

        @Option(
                names = {"-c", "--config"},
                required = true,
                paramLabel = "FILE",
                description = "The experiment, in YAML or JSON; 'aectl config init' writes one to start from.")
        @Nullable
        Path config;

        @Option(
                names = "--resume",
                required = true,
                paramLabel = "RUN",
                completionCandidates = CandidateWords.Runs.class,
                description = "Resume a run: its name, its folder, or a checkpoint file.")
        @Nullable
        String resume;
    }

    @Mixin
    private ConfigOptions changes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "models",
            description = "Folder for the run's folder (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Mixin
    private CacheOption cache;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private DeviceOption device;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private ThreadsOption threads;

    @Mixin
    private EngineOption engine;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "With DATA, the column of a table's labels (default: one that is called so, such as class).")
    private @Nullable String label;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the run, as --set name=NAME.")
    private @Nullable String name;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data, as --set training.epochs=N.")
    private @Nullable Integer epochs;

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N rows only, as --set data.limit=N.")
    private @Nullable Integer limit;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Train N times, with the config's seed and the following ones, into separate runs, and print each"
                            + " one's measures on the test split, their mean and standard deviation (divisor N - 1). The same"
                            + " command resumes it.")
    private @Nullable Integer seeds;

    @Option(names = "--json", description = "With --seeds, print one JSON object.")
    private boolean json;

    @Option(names = "--force", description = "Replace an older run of the same name.")
    private boolean force;

    @Option(names = "--dry-run", description = "Check config, data and memory, print what would be trained, and stop.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        if (seeds != null && start.resume == null) {
            return trainWithSeeds(begun(), seeds);
        }
        TrainRequest wanted = start.resume == null
                ? TrainRequest.anew(begun(), output, force, CommandWords.of(spec))
                : resumed(Messages.of(spec));
        return wanted == null ? ExitCode.DONE : train(wanted);
    }

    /** Returns the exit code. */
    @SuppressWarnings("try") // the interrupts are held, not used
    private int train(TrainRequest wanted) throws IOException {
        TrainRequest request = cache.of(wanted);
        Messages messages = Messages.of(spec);
        try (TrainTask task = task(request)) {
            messages.info("%s: %s, %s; %s"
                    .formatted(
                            request.config().name(),
                            task.network(),
                            Counts.of(task.network().parameters(), "parameter"),
                            SplitRows.text(task.rows())));
            task.warnings().forEach(messages::warn);
            if (dryRun) {
                return ExitCode.DONE;
            }
            StopRequest stop = new StopRequest();
            try (Interrupts interrupts = Interrupts.request(stop, messages);
                    ProgressDisplay display = new ProgressDisplay(messages)) {
                FirstStep firstStep = new FirstStep();
                TrainingSummary summary = new TrainingSummary(spec.commandLine().getOut(), messages);
                Manifest manifest = task.run(List.of(firstStep, display), stop);
                if (!json) {
                    summary.print(manifest, request);
                }
                task.warningAtEnd().ifPresent(messages::warn);
                FurtherTraining.advice(RunFolder.at(request.run())).ifPresent(messages::info);
                if (messages.interactive() && seeds == null) {
                    summary.suggest(request.run());
                }
                messages.detail(String.format(
                        Locale.ROOT, "the first step was done %.2f s after the start", firstStep.seconds()));
            } catch (TrainingInterruptedException interrupted) {
                messages.notice(String.valueOf(interrupted.getMessage()));
                messages.notice(
                        seeds == null
                                ? "to go on: aectl train --resume " + request.run()
                                : "to go on: the same command again");
                return ExitCode.INTERRUPTED;
            }
        }
        return ExitCode.DONE;
    }

    private int trainWithSeeds(ExperimentConfig experiment, int count) throws IOException {
        SeedsTask task = new SeedsTask(experiment, output, count, force, CommandWords.of(spec));
        for (TrainRequest request : task.requests()) {
            int code = request == null ? ExitCode.DONE : train(request);
            if (code != ExitCode.DONE) {
                return code;
            }
        }
        if (dryRun) {
            return ExitCode.DONE;
        }
        SeedsResult report = task.measure(Messages.of(spec)::warn);
        spec.commandLine()
                .getOut()
                .println(json ? Json.text(report) : SeedsTable.text(report, TerminalWidth.ofResults()));
        return ExitCode.DONE;
    }

    private TrainTask task(TrainRequest request) throws IOException {
        Optional<Cluster> cluster = engine.cluster();
        return cluster.isPresent()
                ? new TrainTask(request, cluster.get().training(engine.master()))
                : new TrainTask(request);
    }

    /** In the words of the user, who does not know what the options become in the config. */
    private void checkOptions() {
        InferenceOptions.atLeastOne("--epochs", epochs);
        InferenceOptions.atLeastOne("--limit", limit);
        InferenceOptions.atLeastOne("--seeds", seeds);
        if (seeds == null && json) {
            throw new InvalidInputException(
                    "--json needs --seeds; aectl inspect --json says what became of a single run");
        }
        if (seeds != null && start.resume != null) {
            throw new InvalidInputException(
                    "--seeds cannot be used with --resume; the same command again goes on where it" + " was stopped");
        }
        if (label != null && (start.data == null || UsageMessage.isConfigFile(start.data))) {
            throw new InvalidInputException("--label goes with DATA; --set data.label=" + label + " changes a config");
        }
        Optional.ofNullable(name).flatMap(ExperimentConfig::problemOfName).ifPresent(problem -> {
            throw new InvalidInputException("--name " + problem);
        });
    }

    private ExperimentConfig begun() throws IOException {
        // In quotes: a config's null, true and 12 are no text.
        changes.with("name", name == null ? null : "'" + name + "'")
                .with("training.epochs", epochs)
                .with("data.limit", limit);
        if (start.data == null) {
            return changes.load(Objects.requireNonNull(start.config));
        }
        if (UsageMessage.isConfigFile(start.data)) {
            return changes.load(Path.of(start.data));
        }
        ExperimentGuess guess = ExperimentGuess.of(start.data, label, null);
        guess.summary().forEach(Messages.of(spec)::info);
        return changes.read(guess.yaml(), "the config guessed from " + start.data);
    }

    /** Null where nothing is left to do: who calls this until the run is done finds out so. */
    private @Nullable TrainRequest resumed(Messages messages) throws IOException {
        if (!changes.isEmpty() || limit != null) {
            throw new InvalidInputException("--resume goes on with the config as it was: --set and --limit cannot"
                    + " change it; only --epochs can be given");
        }
        String resume = String.valueOf(start.resume);
        if ((name != null || force) && !RunReference.isCheckpoint(Path.of(resume))) {
            RunReference.folder(resume, output);
            throw new InvalidInputException((name == null ? "--force" : "--name " + name)
                    + " cannot be used with --resume of a run, which goes on in its own folder; a single checkpoint file"
                    + " goes on in a new one");
        }
        ResumePoint point = ResumePoint.find(resume, output);
        point.checkEngine(engine.name());
        point.warnings().forEach(messages::warn);
        ExperimentConfig experiment =
                epochs == null ? point.config() : point.config().withEpochs(epochs);
        Optional<String> completion = point.completion(experiment.plannedEpochs());
        if (point.run() != null) {
            if (completion.isPresent()) {
                messages.info(completion.get());
                return null;
            }
            if (point.checkpoint() == null) {
                messages.info(point.name() + ": ended before its first checkpoint, so it begins anew");
            }
            return new TrainRequest(
                    experiment, point.run(), TrainRequest.Mode.CONTINUE, point.checkpoint(), CommandWords.of(spec));
        }
        if (completion.isPresent()) {
            throw new InvalidInputException(completion.get());
        }
        ExperimentConfig renamed = name == null ? experiment : experiment.withName(name);
        return TrainRequest.anew(renamed, output, force, CommandWords.of(spec)).from(point.checkpoint());
    }
}
