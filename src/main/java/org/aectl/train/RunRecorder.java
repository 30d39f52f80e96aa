package org.aectl.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.aectl.config.TrainingConfig;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.MetricsFile;
import org.aectl.run.checkpoint.TrainingProgress;

/**
 * Writes a run's files as the epochs go by: a row of metrics for each; checkpoints every so many epochs and at the end, of which
 * the newest few are kept; one within an epoch every so many minutes; and the best.
 */
public final class RunRecorder implements TrainingListener {
    private static final double NANOSECONDS = 60e9;

    private final RunFolder run;
    private final TrainingConfig.Checkpoints policy;
    private final MetricsFile metrics;
    private final Snapshot snapshot;
    private final Written written;
    private TrainingProgress progress;
    private long lastWritten = System.nanoTime();

    /** Takes down the whole state of a training. */
    @FunctionalInterface
    public interface Snapshot {
        /**
         * The state at the end of an epoch, or within one.
         *
         * @param metrics text of metrics.csv so far
         */
        Checkpoint take(TrainingProgress progress, String metrics);
    }

    /** Is told when a state is on the disk that can be gone on with. */
    @FunctionalInterface
    public interface Written {
        void at(TrainingProgress progress) throws IOException;
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
            Snapshot snapshot,
            Written written) {
        this.run = run;
        this.policy = policy;
        this.metrics = metrics;
        this.progress = start;
        this.snapshot = snapshot;
        this.written = written;
    }

    /** How far the training has come. */
    public TrainingProgress progress() {
        return progress;
    }

    @Override
    public void betweenSteps(Supplier<TrainingProgress> now, boolean last) {
        if (!last && System.nanoTime() - lastWritten < policy.everyMinutes() * NANOSECONDS) {
            return;
        }
        progress = now.get();
        try {
            write(snapshot.take(progress, metrics.text()));
            written.at(progress);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public void onRollback(TrainingDivergedException problem, TrainingProgress earlier) {
        progress = earlier;
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
        // First: a training is gone on with from the best where that is newer, and never has a best from its future.
        if (progress.atBest()) {
            CheckpointFile.write(run.best(), checkpoint);
        }
        if (due) {
            write(checkpoint);
        }
        written.at(progress);
    }

    private void write(Checkpoint checkpoint) throws IOException {
        RunFolder.Moment moment = RunFolder.Moment.of(checkpoint.progress());
        CheckpointFile.write(run.checkpoint(moment), checkpoint);
        lastWritten = System.nanoTime();
        deleteOlder(moment);
    }

    /** What lies within epochs is of no use once there is something newer. */
    private void deleteOlder(RunFolder.Moment newest) throws IOException {
        List<RunFolder.Moment> ends = new ArrayList<>();
        for (RunFolder.Moment moment : run.moments()) {
            if (moment.batches() == 0) {
                ends.add(moment);
            } else if (!moment.equals(newest)) {
                Files.delete(run.checkpoint(moment));
            }
        }
        for (RunFolder.Moment moment : ends.subList(0, Math.max(0, ends.size() - policy.keep()))) {
            Files.delete(run.checkpoint(moment));
        }
    }
}
