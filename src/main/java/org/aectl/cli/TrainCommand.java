package org.aectl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.run.Manifest;
import org.aectl.task.Cluster;
import org.aectl.task.FirstStep;
import org.aectl.task.ResumePoint;
import org.aectl.task.TrainRequest;
import org.aectl.task.TrainTask;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingInterruptedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code aectl train}: from a config to a run folder. */
@Command(
        name = "train",
        description = {
            "Train an autoencoder as a config says, into a run folder of its own.",
            "The folder, models/NAME, gets config.yaml, manifest.json, metrics.csv, checkpoints/, pictures, and model.zip,"
                    + " which Deeplearning4j programs load. Config and data are checked before anything is written but the cache of a large CSV file."
                    + " Ctrl-C ends the training after the step it is at and keeps a checkpoint to resume from."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aectl train --config configs/ae.yaml",
            "  aectl train -c configs/ae.yaml --name small --set model.latent=8 --epochs 5",
            "  aectl train --resume small --epochs 10"
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Start start;

    /** Where the training begins: one of the two. */
    static final class Start {
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
                description = "Go on with a run that was stopped: its name, its folder, or a checkpoint file.")
        @Nullable
        String resume;
    }

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
    @SuppressWarnings("NullAway.Init")
    private CacheOption cache;

    @Mixin
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
    private DeviceOption device;

    @Mixin
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"})
    private ThreadsOption threads;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private EngineOption engine;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the run, as --set name=NAME.")
    private @Nullable String name;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data, as --set training.epochs=N.")
    private @Nullable Integer epochs;

    @Option(names = "--limit", paramLabel = "N", description = "Use the first N rows only, as --set data.limit=N.")
    private @Nullable Integer limit;

    @Option(names = "--force", description = "Replace an older run of the same name.")
    private boolean force;

    @Option(names = "--dry-run", description = "Check config, data and memory, say what would be trained, and stop.")
    private boolean dryRun;

    @Override
    @SuppressWarnings("try") // the interrupts are held, not used
    public Integer call() throws IOException {
        checkOptions();
        Messages messages = Messages.of(spec);
        TrainRequest wanted = start.config == null ? resumed(messages) : begun(start.config);
        if (wanted == null) {
            return ExitCode.DONE;
        }
        TrainRequest request = cache.of(wanted);
        try (TrainTask task = task(request)) {
            messages.info("%s: %s, %,d parameters; %s"
                    .formatted(
                            request.config().name(),
                            task.network(),
                            task.network().parameters(),
                            SplitRows.text(task.rows())));
            task.warnings().forEach(messages::warn);
            if (dryRun) {
                return ExitCode.DONE;
            }
            StopRequest stop = new StopRequest();
            try (Interrupts interrupts = Interrupts.request(stop, messages);
                    ProgressDisplay display = new ProgressDisplay(messages)) {
                FirstStep firstStep = new FirstStep();
                print(task.run(List.of(firstStep, display), stop), request.run());
                task.warningAtEnd().ifPresent(messages::warn);
                if (messages.interactive()) {
                    suggest(request.run(), messages);
                }
                messages.detail(String.format(
                        Locale.ROOT, "the first step was done %.2f s after the start", firstStep.seconds()));
            } catch (TrainingInterruptedException interrupted) {
                messages.notice(String.valueOf(interrupted.getMessage()));
                messages.notice("to go on: aectl train --resume " + request.run());
                return ExitCode.INTERRUPTED;
            }
        }
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
        Optional.ofNullable(name).flatMap(ExperimentConfig::problemOfName).ifPresent(problem -> {
            throw new InvalidInputException("--name " + problem);
        });
    }

    private TrainRequest begun(Path config) {
        // In quotes: a config's null, true and 12 are no text.
        ExperimentConfig experiment = changes.with("name", name == null ? null : "'" + name + "'")
                .with("training.epochs", epochs)
                .with("data.limit", limit)
                .load(config);
        return TrainRequest.anew(experiment, output, force, CommandWords.of(spec));
    }

    /** Null where nothing is left to do: who calls this until the run is done finds out so. */
    private @Nullable TrainRequest resumed(Messages messages) throws IOException {
        if (!changes.isEmpty() || limit != null) {
            throw new InvalidInputException("--resume goes on with the config as it was: --set and --limit cannot"
                    + " change it; only --epochs can be given");
        }
        ResumePoint point = ResumePoint.find(String.valueOf(start.resume), output);
        refuseNewFolder(point);
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

    private void refuseNewFolder(ResumePoint point) {
        if (point.run() != null && (name != null || force)) {
            throw new InvalidInputException((name == null ? "--force" : "--name " + name)
                    + " cannot be used with --resume of a run, which goes on in its own folder; a single checkpoint file"
                    + " goes on in a new one");
        }
    }

    /** What a person may want to look at and to do next. */
    private static void suggest(Path run, Messages messages) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            String pictures = files.map(Path::toString)
                    .filter(file -> file.endsWith(".png"))
                    .sorted()
                    .collect(Collectors.joining(" "));
            if (!pictures.isEmpty()) {
                messages.info("pictures: " + pictures);
            }
        }
        String name = Path.of("models").equals(run.getParent()) ? String.valueOf(run.getFileName()) : run.toString();
        messages.info(
                "next: aectl report %1$s | aectl evaluate %1$s | aectl embed %1$s --project tsne".formatted(name));
    }

    private void print(Manifest manifest, Path run) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %d epochs in %.1f s, best %s %.4f in epoch %d%n",
                        run,
                        manifest.epochs(),
                        manifest.seconds(),
                        manifest.metric(),
                        manifest.bestValue(),
                        manifest.bestEpoch());
        if (manifest.sparsity() != null) {
            printSparsity(manifest.sparsity(), run);
        }
        if (manifest.code() != null) {
            printCode(manifest.code(), run);
        }
    }

    private void printSparsity(JsonNode sparsity, Path run) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: mean activation %.4f over %d units, %.1f %% of them dead%n",
                        run,
                        sparsity.path("meanActivation").asDouble(),
                        sparsity.path("units").asInt(),
                        100 * sparsity.path("deadUnits").asDouble());
    }

    private void printCode(JsonNode code, Path run) {
        int units = code.path("units").asInt();
        int active = code.path("activeUnits").asInt();
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d of %d code units are active%n", run, active, units);
        if (active < units) {
            String perUnit = code.path("klPerUnit")
                    .valueStream()
                    .map(kl -> String.format(Locale.ROOT, "%.2f", kl.asDouble()))
                    .collect(Collectors.joining(" "));
            Messages.of(spec)
                    .warn(
                            "%d of %d code units have collapsed to the prior and tell nothing about the input (divergence of"
                                            .formatted(units - active, units)
                                    + " each unit in nats: " + perUnit
                                    + "); a smaller model.latent does as well, or a smaller"
                                    + " model.kl.beta, a longer model.kl.warmupEpochs or model.kl.freeBits may use them");
        }
    }
}
