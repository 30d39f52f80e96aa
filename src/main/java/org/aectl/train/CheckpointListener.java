package org.aectl.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import org.aectl.config.TrainingConfig;
import org.aectl.run.Checkpoint;
import org.aectl.run.CheckpointFile;
import org.aectl.run.RunFolder;
import org.aectl.run.TrainingProgress;

/** Writes checkpoints every so many epochs and at the end, keeps the newest few, and the best. */
final class CheckpointListener implements TrainingListener {
    private final RunFolder run;
    private final TrainingConfig.Checkpoints policy;
    private final Function<TrainingProgress, Checkpoint> snapshot;

    /** @param snapshot what there is to save, at a given progress */
    CheckpointListener(
            RunFolder run, TrainingConfig.Checkpoints policy, Function<TrainingProgress, Checkpoint> snapshot) {
        this.run = run;
        this.policy = policy;
        this.snapshot = snapshot;
    }

    @Override
    public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
        boolean due = last || progress.epoch() % policy.every() == 0;
        if (!due && !progress.atBest()) {
            return;
        }
        Checkpoint checkpoint = snapshot.apply(progress);
        try {
            if (progress.atBest()) {
                CheckpointFile.write(run.best(), checkpoint);
            }
            if (due) {
                CheckpointFile.write(run.checkpoint(progress.epoch()), checkpoint);
                deleteOlder();
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void deleteOlder() throws IOException {
        List<Integer> epochs = run.checkpointEpochs();
        for (int epoch : epochs.subList(0, Math.max(0, epochs.size() - policy.keep()))) {
            Files.delete(run.checkpoint(epoch));
        }
    }
}
