package org.aectl.task.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.jspecify.annotations.Nullable;

/**
 * Where a training is gone on with.
 *
 * @param name for people
 * @param config as it was begun with
 * @param checkpoint the newest state; null where the training ended before its first one, so that it begins anew
 * @param run its folder; null for a checkpoint file on its own, which is gone on with in a new folder
 * @param warnings about newer checkpoints that cannot be read
 */
public record ResumePoint(
        String name,
        ExperimentConfig config,
        @Nullable Checkpoint checkpoint,
        @Nullable Path run,
        List<String> warnings) {

    /**
     * Finds the newest checkpoint that is whole.
     *
     * @param word a run's name, its folder, or a checkpoint file
     * @param runs the folder that runs with a plain name are in
     * @throws InvalidInputException if there is no such run, or none of its checkpoints is whole
     */
    public static ResumePoint find(String word, Path runs) throws IOException {
        Path file = Path.of(word);
        if (RunReference.isCheckpoint(file)) {
            Checkpoint checkpoint = CheckpointFile.read(file);
            return new ResumePoint(word, checkpoint.config(), checkpoint, null, List.of());
        }
        RunFolder run = RunReference.folder(word, runs);
        if (run.manifest().finetuning() != null) {
            throw new InvalidInputException(run.path()
                    + ": is a classifier, whose training cannot be gone on with; aectl finetune makes a new one");
        }
        List<String> damaged = new ArrayList<>();
        Checkpoint newest = newest(run, damaged);
        if (newest == null && !damaged.isEmpty()) {
            throw new InvalidInputException(run.path() + ": there is no checkpoint to resume from that is whole ("
                    + damaged.get(0) + "); train it again with --force");
        }
        return new ResumePoint(
                run.name(),
                newest == null ? run.config() : newest.config(),
                newest,
                run.path(),
                damaged.stream()
                        .map(problem -> problem + "; another one is taken")
                        .toList());
    }

    /** The best model's is one like the others, and newer where a process was killed before the epoch's own was written. */
    private static @Nullable Checkpoint newest(RunFolder run, List<String> damaged) throws IOException {
        List<RunFolder.Moment> moments = new ArrayList<>(run.moments());
        Collections.reverse(moments);
        Checkpoint newest = null;
        for (RunFolder.Moment moment : moments) {
            newest = read(run.checkpoint(moment), damaged);
            if (newest != null) {
                break;
            }
        }
        Checkpoint best = Files.exists(run.best()) ? read(run.best(), damaged) : null;
        boolean isBestNewer = best != null
                && (newest == null
                        || RunFolder.Moment.of(best.progress()).compareTo(RunFolder.Moment.of(newest.progress())) > 0);
        return isBestNewer ? best : newest;
    }

    private static @Nullable Checkpoint read(Path file, List<String> damaged) throws IOException {
        try {
            return CheckpointFile.read(file);
        } catch (InvalidInputException problem) {
            damaged.add(problem.getMessage());
            return null;
        }
    }

    /**
     * Refuses to go on by another engine than the one that began: a cluster takes the rows in another order.
     *
     * @param engine {@code local} or {@code spark}
     */
    public void checkEngine(String engine) throws IOException {
        if (run == null) {
            return;
        }
        String begun = RunFolder.at(run)
                .manifest()
                .environment()
                .path("engine")
                .path("name")
                .asString("local");
        if (!begun.equals(engine)) {
            throw new InvalidInputException(name + ": was begun with --engine " + begun
                    + " and can only be gone on with by it, not by " + engine);
        }
    }

    private static boolean lacksResults(Manifest.Outcome outcome) {
        return outcome != Manifest.Outcome.DONE && outcome != Manifest.Outcome.STOPPED_EARLY;
    }

    /**
     * Why nothing is left to do; empty where something is. A run that was ended after its last epoch still lacks its results.
     *
     * @param plannedEpochs of all stages together
     */
    public Optional<String> completion(int plannedEpochs) throws IOException {
        if (checkpoint == null
                || (run != null && lacksResults(RunFolder.at(run).manifest().outcome()))) {
            return Optional.empty();
        }
        if (checkpoint.progress().stoppedEarly()) {
            return Optional.of(name + ": early stopping ended this training in epoch "
                    + checkpoint.progress().epoch() + "; there is nothing to resume");
        }
        return checkpoint.progress().epoch() < plannedEpochs
                ? Optional.empty()
                : Optional.of(name + ": " + (plannedEpochs == 1 ? "" : "all ") + Counts.are(plannedEpochs, "epoch")
                        + " done; to train longer give --epochs with a larger number");
    }
}
