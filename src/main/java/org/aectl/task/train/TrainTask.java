package org.aectl.task.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aectl.backend.Backend;
import org.aectl.base.Counts;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.file.DataFile;
import org.aectl.model.Autoencoder;
import org.aectl.model.export.StockModel;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.MetricsFile;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.run.file.RunLock;
import org.aectl.train.RunRecorder;
import org.aectl.train.Stage;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingInterruptedException;
import org.aectl.train.TrainingListener;
import org.aectl.train.TrainingLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trains a run, from the beginning or from a checkpoint. Everything that can be wrong with the config or the data is found before the run's folder is made,
 * so that bad input leaves nothing behind.
 */
public final class TrainTask implements AutoCloseable {
    private final TrainRequest request;
    /** Of a run that is gone on with, from before its data are read; null for a new one, which is not there yet. */
    private final @Nullable RunLock held;

    private final PreparedTraining prepared;
    private final List<? extends Stage<?>> stages;
    private final TrainingLoop loop;
    /** Null before the end, and where there is nothing to say. */
    private @Nullable String warningAtEnd;

    /** In this process. */
    public TrainTask(TrainRequest request) throws IOException {
        this(request, (config, from) -> LocalTraining.open(config, from, request.cache()));
    }

    /**
     * Reads the data, fits the scaling and builds the network.
     *
     * @param engine that computes
     * @throws org.aectl.base.InvalidInputException if the experiment cannot be run as it is
     */
    public TrainTask(TrainRequest request, Engine engine) throws IOException {
        this.request = request;
        if (request.mode() != TrainRequest.Mode.CONTINUE) {
            held = null;
            RunFolder.checkFree(
                    request.run(),
                    request.mode() == TrainRequest.Mode.REPLACE,
                    ", or --resume " + request.run() + " to go on with it");
        } else {
            held = RunFolder.at(request.run()).lock();
        }
        try {
            this.prepared = engine.prepare(request.config(), request.from());
        } catch (IOException | RuntimeException | Error refused) {
            letGo();
            throw refused;
        }
        this.stages = prepared.stages();
        try {
            this.loop = new TrainingLoop(
                    stages, request.config().training(), request.config().model()::isAtFullStrength);
            check();
        } catch (IOException | RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private void check() throws IOException {
        if (request.from() != null) {
            loop.check(request.from().progress());
        } else if (request.mode() == TrainRequest.Mode.CONTINUE) {
            DataFingerprint.check(RunFolder.at(request.run()).manifest().data(), prepared.files());
        }
    }

    /** What a user should know before the training starts. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        ExperimentConfig config = request.config();
        // Tied weights alone do not keep an identity away: W W^T can be one.
        boolean constrained = config.model().hasPosterior()
                || config.model().isPenalised()
                || config.training().l2() > 0
                || !config.model().noise().isEmpty();
        Autoencoder autoencoder = prepared.networks().whole();
        if (autoencoder.codeSize() >= autoencoder.features() && !constrained) {
            warnings.add(
                    "the code (%s) is not smaller than the input (%s) and nothing constrains it, so the network may just copy; lower model.latent or set training.l2, model.noise or model.sparsity"
                            .formatted(
                                    Counts.of(autoencoder.codeSize(), "unit"),
                                    Counts.of(autoencoder.features(), "value")));
        }
        int epochs = config.training().epochs();
        if (config.training().keepsLast(loop.trackedMetric()) && !config.model().isDivergenceFull(epochs - 1)) {
            warnings.add(
                    "the last epoch is kept, because there are no validation rows, and the training ends while the weight of the divergence rises; set another training.epochs, model.kl.warmupEpochs or model.kl.cycleEpochs");
        }
        StockModel.obstacle(config.model())
                .ifPresent(reason ->
                        warnings.add("model.zip will not be written: " + reason + "; best.zip holds the whole model"));
        return warnings;
    }

    /** Every layer of the network. */
    public NetworkPlan network() {
        return prepared.plan();
    }

    /** Rows of each split, by its name. */
    public Map<String, Integer> rows() {
        return prepared.rows();
    }

    /**
     * Makes the run's folder and trains.
     *
     * @param watchers are told how it goes, before the run's files are written
     * @return the manifest at the end
     * @throws TrainingDivergedException when the loss stops being finite; checkpoints before that are kept
     * @throws TrainingInterruptedException when a stop was asked for; a checkpoint is there
     */
    @SuppressWarnings("try") // the lock is held, not used
    public Manifest run(List<TrainingListener> watchers, StopRequest stop) throws IOException {
        Manifest begun = manifest();
        if (held != null) {
            return train(begun, watchers, stop);
        }
        boolean replace = request.mode() == TrainRequest.Mode.REPLACE;
        try (RunLock lock = RunFolder.create(request.run(), replace, request.config(), begun)) {
            return train(begun, watchers, stop);
        }
    }

    /** What a user should know of the trained model. */
    public Optional<String> warningAtEnd() {
        return Optional.ofNullable(warningAtEnd);
    }

    private Manifest train(Manifest begun, List<TrainingListener> watchers, StopRequest stop) throws IOException {
        RunFolder run = RunFolder.at(request.run());
        run.deleteUnfinished();
        run.writeConfig(request.config());
        Checkpoint from = request.from();
        TrainingProgress start = from == null ? TrainingProgress.start() : from.progress();
        double earlierSeconds =
                request.mode() == TrainRequest.Mode.CONTINUE ? run.manifest().seconds() : 0;
        run.writeManifest(begun.at(now(), earlierSeconds, Manifest.Outcome.RUNNING, start));
        long startTime = System.nanoTime();
        RunRecorder recorder = new RunRecorder(
                run,
                request.config().training().checkpoints(),
                metrics(run),
                start,
                this::snapshot,
                progress -> run.writeManifest(
                        begun.at(now(), earlierSeconds + seconds(startTime), Manifest.Outcome.RUNNING, progress)));
        List<TrainingListener> listeners = new ArrayList<>(watchers);
        listeners.add(recorder);
        try {
            TrainingProgress end = trained(start, listeners, stop);
            TrainingResults results = TrainingResults.write(run, prepared.shown());
            warningAtEnd = results.warning();
            Manifest.Outcome outcome = end.stoppedEarly() ? Manifest.Outcome.STOPPED_EARLY : Manifest.Outcome.DONE;
            Manifest done = begun.at(now(), earlierSeconds + seconds(startTime), outcome, end)
                    .with(json(results.sparsity()), json(results.code()));
            run.writeManifest(done);
            return done;
        } catch (IOException | RuntimeException | Error problem) {
            LastWord.of(
                    problem,
                    outcome -> run.writeManifest(
                            begun.at(now(), earlierSeconds + seconds(startTime), outcome, recorder.progress())));
            throw problem;
        }
    }

    private TrainingProgress trained(TrainingProgress start, List<TrainingListener> listeners, StopRequest stop)
            throws IOException {
        try {
            return loop.run(start, listeners, stop);
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        } catch (TrainingDivergedException problem) {
            throw problem.of(prepared.range());
        }
    }

    private static double seconds(long startTime) {
        return (System.nanoTime() - startTime) / 1e9;
    }

    private MetricsFile metrics(RunFolder run) throws IOException {
        Checkpoint from = request.from();
        if (from == null) {
            return MetricsFile.create(run.metrics(), stages.size() > 1, loop.metricNames());
        }
        if (!Files.exists(run.best()) && from.progress().bestEpoch() > 0) {
            // A checkpoint on its own knows no better model than its own.
            CheckpointFile.write(run.best(), from);
        }
        return MetricsFile.resume(run.metrics(), from.metrics());
    }

    private Checkpoint snapshot(TrainingProgress progress, String metrics) {
        return new Checkpoint(
                request.config(),
                prepared.shape(),
                prepared.files().stream().map(DataFile::anywhere).toList(),
                prepared.classes(),
                prepared.columns(),
                prepared.scaling(),
                prepared.range(),
                progress,
                metrics,
                prepared.networks().parameters(progress.stage()),
                prepared.networks().optimizerState(progress.stage()));
    }

    private static @Nullable JsonNode json(@Nullable Object report) {
        return report == null ? null : JsonMapper.shared().valueToTree(report);
    }

    private Manifest manifest() {
        return Manifest.begun(
                request.commandLine(),
                environment(),
                request.config().seed(),
                prepared.files(),
                rows(),
                prepared.shape().toString(),
                network().toString(),
                network().parameters(),
                now(),
                loop.trackedMetric(),
                warnings());
    }

    private JsonNode environment() {
        ObjectNode environment = JsonMapper.shared().valueToTree(Backend.describe());
        if (prepared.engine() != null) {
            environment.set("engine", prepared.engine());
        }
        return environment;
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void letGo() throws IOException {
        if (held != null) {
            held.close();
        }
    }

    @Override
    public void close() throws IOException {
        prepared.close();
        letGo();
    }
}
