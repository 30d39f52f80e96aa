package org.aectl.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.aectl.config.InvalidInputException;
import org.aectl.run.Checkpoint;
import org.aectl.run.CheckpointFile;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.jspecify.annotations.Nullable;

/**
 * Where a training is gone on with.
 *
 * @param name for people
 * @param checkpoint the newest state
 * @param run its folder; null for a checkpoint file on its own, which is gone on with in a new folder
 * @param warnings about newer checkpoints that cannot be read
 */
public record ResumePoint(
        String name, Checkpoint checkpoint, @Nullable Path run, List<String> warnings) {

    /**
     * Finds the newest checkpoint that is whole.
     *
     * @param word a run's name, its folder, or a checkpoint file
     * @param runs the folder that runs with a plain name are in
     * @throws InvalidInputException if there is none
     */
    public static ResumePoint find(String word, Path runs) throws IOException {
        Path file = Path.of(word);
        if (Files.isRegularFile(file)) {
            return new ResumePoint(word, CheckpointFile.read(file), null, List.of());
        }
        RunFolder run = RunReference.folder(word, runs);
        if (run.manifest().finetuning() != null) {
            throw new InvalidInputException(run.path()
                    + ": is a classifier, whose training cannot be gone on with; aectl finetune makes a new one");
        }
        List<RunFolder.Moment> moments = new ArrayList<>(run.moments());
        Collections.reverse(moments);
        List<String> problems = new ArrayList<>();
        for (RunFolder.Moment moment : moments) {
            try {
                return new ResumePoint(
                        run.name(),
                        CheckpointFile.read(run.checkpoint(moment)),
                        run.path(),
                        problems.stream()
                                .map(problem -> problem + "; an older one is taken")
                                .toList());
            } catch (InvalidInputException damaged) {
                problems.add(damaged.getMessage());
            }
        }
        throw new InvalidInputException(run.path() + ": there is no checkpoint to resume from"
                + (problems.isEmpty() ? "" : " that is whole (" + problems.get(0) + ")")
                + "; train it again with --force");
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
     * Refuses to go on when nothing is left to do. A run that was ended after its last epoch still lacks its results.
     *
     * @param plannedEpochs of all stages together
     */
    public void check(int plannedEpochs) throws IOException {
        if (run != null && lacksResults(RunFolder.at(run).manifest().outcome())) {
            return;
        }
        if (checkpoint.progress().stoppedEarly()) {
            throw new InvalidInputException(name + ": early stopping ended this training in epoch "
                    + checkpoint.progress().epoch() + "; there is nothing to resume");
        }
        if (checkpoint.progress().epoch() >= plannedEpochs) {
            throw new InvalidInputException(name + ": all " + plannedEpochs
                    + " epochs are done; to train longer give --epochs with a larger number");
        }
    }
}
