package org.aectl.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.aectl.config.TrainingConfig;
import org.aectl.run.Checkpoint;
import org.aectl.run.CheckpointFile;
import org.aectl.run.MetricsFile;
import org.aectl.run.RunFolder;
import org.aectl.run.TrainingProgress;

/**
 * Writes a run's files as the epochs go by: a row of metrics for each; checkpoints every so many epochs and at the end,
 * of which the newest few are kept; and the best.
 */
public final class RunRecorder implements TrainingListener {
    private final RunFolder run;
    private final TrainingConfig.Checkpoints policy;
    private final MetricsFile metrics;
    private final Snapshot snapshot;
    private TrainingProgress progress;

    /** Takes down the whole state of a training. */
    @FunctionalInterface
    public interface Snapshot {
        /**
         * The state at the end of an epoch.
         *
         * @param metrics text of metrics.csv so far
         */
        Checkpoint take(TrainingProgress progress, String metrics);
    }

    /**
     * Takes over a run's files.
     *
     * @param metrics begun, or gone on with
     * @param start how far the training has come
     */
    public RunRecorder(
            RunFolder run,
            TrainingConfig.Checkpoints policy,
            MetricsFile metrics,
            TrainingProgress start,
            Snapshot snapshot) {
        this.run = run;
        this.policy = policy;
        this.metrics = metrics;
        this.progress = start;
        this.snapshot = snapshot;
    }

    /** How far the training has come. */
    public TrainingProgress progress() {
        return progress;
    }

    @Override
    public void onEpoch(EpochReport report, TrainingProgress newProgress, boolean last) {
        progress = newProgress;
        try {
            metrics.append(report.epoch(), report.stage(), report.learningRate(), report.metrics());
            writeCheckpoints(last || progress.epoch() % policy.every() == 0);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void writeCheckpoints(boolean due) throws IOException {
        if (!due && !progress.atBest()) {
            return;
        }
        Checkpoint checkpoint = snapshot.take(progress, metrics.text());
        if (progress.atBest()) {
            CheckpointFile.write(run.best(), checkpoint);
        }
        if (due) {
            CheckpointFile.write(run.checkpoint(progress.epoch()), checkpoint);
            deleteOlder();
        }
    }

    private void deleteOlder() throws IOException {
        List<Integer> epochs = run.checkpointEpochs();
        for (int epoch : epochs.subList(0, Math.max(0, epochs.size() - policy.keep()))) {
            Files.delete(run.checkpoint(epoch));
        }
    }
}
