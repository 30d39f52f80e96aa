package org.aectl.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.aectl.base.InvalidInputException;
import org.aectl.base.NearestWord;
import org.aectl.base.PlainText;
import org.aectl.data.cache.DataCache;
import org.jspecify.annotations.Nullable;

/**
 * What a user means by RUN: a run's name, its folder, or a single checkpoint file.
 *
 * @param name for people
 * @param checkpoint the file to load
 * @param folder the run's folder; null for a checkpoint on its own
 * @param cache for large files of data that the run is used on: by default beside its folder, or among {@code runs} for a
 *     checkpoint on its own
 */
public record RunReference(
        String name, Path checkpoint, @Nullable RunFolder folder, DataCache cache) {
    private static final List<String> CONFIGS = List.of(".yaml", ".yml", ".json");

    private static final int LONGEST_NAME = 200;
    /** Names that fit into a line. */
    private static final int MOST_SHOWN = 10;

    private static final int NEAREST = 3;

    /**
     * Finds a run.
     *
     * @param word as the user wrote it
     * @param runs the folder that runs with a plain name are in
     * @throws InvalidInputException if there is no such run, or it has no model yet
     */
    public static RunReference resolve(String word, Path runs) throws IOException {
        Path path = Path.of(word);
        if (isCheckpoint(path)) {
            return new RunReference(word, path, null, DataCache.ofRuns(runs));
        }
        return of(folder(word, runs));
    }

    /**
     * Whether a user means a checkpoint file.
     *
     * @throws InvalidInputException if it is a file that is none by its name: a config, or another file of a run
     */
    public static boolean isCheckpoint(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (!CONFIGS.stream().anyMatch(name::endsWith)) {
            return true;
        }
        Path folder = path.toAbsolutePath().normalize().resolveSibling("");
        throw new InvalidInputException(path
                + (RunFolder.isRun(folder)
                        ? ": is a file of a run, which is meant by its folder: " + folder
                        : ": is a config and no trained model; train it first: aectl train --config " + path));
    }

    /**
     * Finds a run's folder.
     *
     * @throws InvalidInputException if there is no such run
     */
    public static RunFolder folder(String word, Path runs) throws IOException {
        for (Path folder : List.of(Path.of(word), runs.resolve(word))) {
            if (RunFolder.isRunAgain(folder)) {
                return RunFolder.at(folder);
            }
        }
        throw new InvalidInputException("there is no run " + word + ": neither a run folder or checkpoint file of that"
                + " name, nor a run in " + runs + known(word, runs));
    }

    private static RunReference of(RunFolder run) {
        if (!Files.isRegularFile(run.best())) {
            throw new InvalidInputException(
                    run.path() + ": this run has no model: it ended before the whole network had trained for an epoch");
        }
        Path runs = run.path().toAbsolutePath().normalize().resolveSibling("");
        return new RunReference(run.name(), run.best(), run, DataCache.ofRuns(runs));
    }

    /** The same run, with another cache. */
    public RunReference with(DataCache other) {
        return new RunReference(name, checkpoint, folder, other);
    }

    private static String known(String word, Path runs) throws IOException {
        if (!Files.isDirectory(runs)) {
            return Files.exists(runs) ? ", which is no folder" : ", which does not exist";
        }
        List<String> there = RunFolder.in(runs).stream()
                .map(RunFolder::name)
                .map(PlainText::oneLine)
                .toList();
        if (there.isEmpty()) {
            return ", which holds none";
        }
        // Nobody who misspelt a name wrote so much.
        String name = word.substring(0, Math.min(word.length(), LONGEST_NAME));
        String meant = NearestWord.of(name, there)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
        return there.size() <= MOST_SHOWN
                ? " (there: " + String.join(", ", there) + ")" + meant
                : String.format(Locale.ROOT, " (there are %,d, the nearest of them: ", there.size())
                        + String.join(", ", NearestWord.nearest(name, there, NEAREST)) + ")" + meant;
    }

    /**
     * Where a command writes what it makes of this run.
     *
     * @param given by the user; null for a folder of the command's name in the run's, or here for a lone checkpoint
     * @throws InvalidInputException if that folder of the run is a link to another
     */
    public Path outputFolder(@Nullable Path given, String command) throws IOException {
        if (given != null) {
            return given;
        }
        return folder == null ? Path.of(command) : folder.inside(command);
    }
}
