package org.aectl.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aectl.backend.Backend;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Batches;
import org.aectl.data.Examples;
import org.aectl.data.Scaling;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.ModelMemory;
import org.aectl.model.NetworkPlan;
import org.aectl.run.AtomicFile;
import org.aectl.run.Checkpoint;
import org.aectl.run.Manifest;
import org.aectl.run.ProgramVersion;
import org.aectl.run.RunFolder;
import org.aectl.run.TrainingProgress;
import org.aectl.train.RunRecorder;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingInterruptedException;
import org.aectl.train.TrainingListener;
import org.aectl.train.TrainingLoop;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains a new run. Everything that can be wrong with the config or the data is found before the run's folder is made,
 * so that bad input leaves nothing behind.
 */
public final class TrainTask implements AutoCloseable {
    private static final String PICTURE = "reconstruction";

    private final TrainRequest request;
    private final PreparedData data;
    private final NetworkPlan network;
    private final Scaling scaling;
    private final Autoencoder autoencoder;
    private final TrainingLoop loop;

    /**
     * Reads the data, fits the scaling and builds the network.
     *
     * @throws org.aectl.config.InvalidInputException if the experiment cannot be run as it is
     */
    public TrainTask(TrainRequest request) throws IOException {
        this.request = request;
        RunFolder.checkFree(request.run(), request.force());
        ExperimentConfig config = request.config();
        this.data = PreparedData.open(config);
        this.network = NetworkPlan.of(config.model(), data.shape());
        ModelMemory.check(config, network);
        this.scaling = data.fitScaling();
        Batches training = data.batches(data.splits().training(), scaling);
        data.checkRange(training);
        this.autoencoder = Autoencoder.create(config.model(), config.training(), data.shape(), config.seed());
        this.loop = new TrainingLoop(autoencoder, config.training(), training, validation());
    }

    private @Nullable Batches validation() {
        Examples validation = data.splits().validation();
        return validation == null ? null : data.batches(validation, scaling);
    }

    /** What a user should know before the training starts. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        boolean constrained = request.config().training().l2() > 0;
        if (autoencoder.codeSize() >= autoencoder.features() && !constrained) {
            warnings.add(
                    "the code (%d units) is not smaller than the input (%d values) and nothing constrains it, so the network may just copy; lower model.latent or set training.l2"
                            .formatted(autoencoder.codeSize(), autoencoder.features()));
        }
        return warnings;
    }

    /** Every layer of the network. */
    public NetworkPlan network() {
        return network;
    }

    /** Rows of each split, by its name. */
    public Map<String, Integer> rows() {
        return data.rows();
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
        long start = System.nanoTime();
        Manifest manifest = manifest();
        RunFolder run = RunFolder.create(request.run(), request.force(), request.config(), manifest);
        try (RunFolder.Lock lock = run.lock()) {
            RunRecorder recorder =
                    new RunRecorder(run, request.config().training().checkpoints(), loop.metricNames(), this::snapshot);
            List<TrainingListener> listeners = new ArrayList<>(watchers);
            listeners.add(recorder);
            Manifest.Outcome outcome = Manifest.Outcome.FAILED;
            try {
                TrainingProgress end = loop.run(TrainingProgress.start(), listeners, stop);
                outcome = end.stoppedEarly() ? Manifest.Outcome.STOPPED_EARLY : Manifest.Outcome.DONE;
            } catch (TrainingDivergedException diverged) {
                outcome = Manifest.Outcome.DIVERGED;
                throw diverged;
            } catch (TrainingInterruptedException interrupted) {
                outcome = Manifest.Outcome.INTERRUPTED;
                throw interrupted;
            } catch (UncheckedIOException problem) {
                throw problem.getCause();
            } finally {
                double seconds = (System.nanoTime() - start) / 1e9;
                manifest = manifest.at(now(), seconds, outcome, recorder.progress());
                run.writeManifest(manifest);
            }
            writeResults(run);
            return manifest;
        }
    }

    private Checkpoint snapshot(TrainingProgress progress, String metrics) {
        return new Checkpoint(
                request.config(),
                data.shape(),
                data.splits().training().classes(),
                scaling,
                progress,
                metrics,
                autoencoder.parameters(),
                autoencoder.optimizerState());
    }

    /** The best model as Deeplearning4j loads it, and a picture of what it does. */
    private void writeResults(RunFolder run) throws IOException {
        if (!Files.exists(run.best())) {
            return;
        }
        try (TrainedModel best = TrainedModel.load(run.best())) {
            AtomicFile.write(run.model(), best.autoencoder()::writeStockModel);
            Examples shown = data.splits().test() == null
                    ? data.splits().training()
                    : data.splits().test();
            if (shown.shape().isImage()) {
                ReconstructionPicture.write(best, shown, run.picture(PICTURE));
            }
        }
    }

    private Manifest manifest() {
        return new Manifest(
                ProgramVersion.get(),
                request.commandLine(),
                JsonMapper.shared().valueToTree(Backend.describe()),
                request.config().seed(),
                data.files(),
                rows(),
                data.shape().toString(),
                network.toString(),
                network.parameters(),
                now(),
                null,
                0,
                Manifest.Outcome.RUNNING,
                0,
                0,
                null);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        autoencoder.close();
    }
}
