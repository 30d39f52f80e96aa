package org.aectl.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.aectl.data.file.PartialFile;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.run.file.AtomicFile;
import org.aectl.run.file.OutputPlace;
import org.aectl.run.file.RunLock;
import org.aectl.run.file.TextFile;

/** The folder of one run: the only place that knows the names of the files in it. */
public final class RunFolder {
    private static final String CONFIG = "config.yaml";
    private static final String MANIFEST = "manifest.json";
    private static final String METRICS = "metrics.csv";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String BEST = "best.zip";
    private static final String MODEL = "model.zip";
    /** Name of the page about a run. */
    public static final String REPORT = "report.html";

    private static final String LOCK = ".lock";
    /** In a folder that is empty for people: its lock, and what a new disk holds. */
    private static final Set<String> NOTHING = Set.of(LOCK, "lost+found");

    private static final Pattern CHECKPOINT = Pattern.compile("epoch-(\\d{4,9})(?:-batch-(\\d{4,9}))?\\.zip");

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** A run that is there already. */
    public static RunFolder at(Path path) {
        if (!isRun(path)) {
            throw new InvalidInputException(path + ": no run folder: it holds no " + MANIFEST);
        }
        return new RunFolder(path);
    }

    /** Whether a folder holds a run. */
    public static boolean isRun(Path path) {
        return Files.isRegularFile(path.resolve(MANIFEST));
    }

    /** Whether a folder holds a run, which is put back first if its replacement was killed half-way. */
    static boolean isRunAgain(Path path) throws IOException {
        NewRunFolder.restore(path);
        return isRun(path);
    }

    /** All runs in a folder, by name; none where there is no such folder. */
    public static List<RunFolder> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        for (String replaced : NewRunFolder.replaced(folder)) {
            NewRunFolder.restore(folder.resolve(replaced));
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(RunFolder::isRun)
                    .sorted()
                    .map(RunFolder::new)
                    .toList();
        }
    }

    /**
     * Refuses a place that a new run cannot have; to be asked before the work starts.
     *
     * @param replace whether an older run there may be thrown away
     */
    public static void checkFree(Path path, boolean replace) throws IOException {
        checkFree(path, replace, "");
    }

    /**
     * As above.
     *
     * @param otherwise what else than another name a user may want, for the message
     */
    public static void checkFree(Path path, boolean replace, String otherwise) throws IOException {
        NewRunFolder.restore(path);
        if (!Files.exists(path) || isEmptyFolder(path)) {
            OutputPlace.checkFolder(path);
            return;
        }
        if (!isRun(path)) {
            throw new InvalidInputException(path + ": exists and is no run folder; choose another --name or --output");
        }
        if (!replace) {
            throw new InvalidInputException(path + ": this run exists already; choose another --name, or --force to"
                    + " replace it" + otherwise);
        }
        // Refuses a run that is being trained.
        new RunFolder(path).lock().close();
    }

    /**
     * Makes the folder of a new run, in place of an older one if that is allowed. Of several processes that do so at once, one
     * has it. A folder that is there and empty is taken as it is: it may be a link, or another disk.
     *
     * @return the run, held as {@link #lock} does
     * @throws InvalidInputException as {@link #checkFree} does
     */
    public static RunLock create(Path path, boolean replace, ExperimentConfig config, Manifest manifest)
            throws IOException {
        if (isEmptyFolder(path)) {
            RunLock lock = new RunFolder(path).lock();
            try {
                checkFree(path, false);
                new RunFolder(path).fill(config, manifest);
                return lock;
            } catch (IOException | RuntimeException problem) {
                lock.close();
                throw problem;
            }
        }
        try (NewRunFolder made = NewRunFolder.begin(path)) {
            checkFree(path, replace);
            new RunFolder(made.folder()).fill(config, manifest);
            made.commit();
            return new RunFolder(path).lock();
        } catch (FileSystemException problem) {
            // It may be that something has come there meanwhile.
            checkFree(path, replace);
            throw problem;
        }
    }

    /** The manifest makes it a run, so it comes last. */
    private void fill(ExperimentConfig config, Manifest manifest) throws IOException {
        Files.createDirectories(path.resolve(CHECKPOINTS));
        writeConfig(config);
        writeManifest(manifest);
    }

    /** Writes the config anew, when a run is gone on with for longer than it was planned. */
    public void writeConfig(ExperimentConfig config) throws IOException {
        AtomicFile.write(path.resolve(CONFIG), ConfigWriter.toYaml(config));
    }

    public Path path() {
        return path;
    }

    public String name() {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }

    public void writeManifest(Manifest manifest) throws IOException {
        manifest.write(path.resolve(MANIFEST));
    }

    /** Of a run whose training was killed, which could not write it down, the outcome is {@code killed}. */
    public Manifest manifest() throws IOException {
        Manifest manifest = Manifest.read(path.resolve(MANIFEST));
        if (manifest.outcome() != Manifest.Outcome.RUNNING || RunLock.isHeld(path, LOCK)) {
            return manifest;
        }
        // It may have ended meanwhile.
        return Manifest.read(path.resolve(MANIFEST)).orKilled();
    }

    /** The config, resolved, as it was trained. */
    public ExperimentConfig config() {
        TextFile.checkRegular(path.resolve(CONFIG));
        return ConfigLoader.load(path.resolve(CONFIG), List.of());
    }

    /** A row for each epoch. */
    public Path metrics() {
        return path.resolve(METRICS);
    }

    /** The best model so far, as a checkpoint. */
    public Path best() {
        return path.resolve(CHECKPOINTS).resolve(BEST);
    }

    /** The best model as Deeplearning4j programs load it. */
    public Path model() {
        return path.resolve(MODEL);
    }

    /** A picture of the given name. */
    public Path picture(String name) {
        return path.resolve(name + ".png");
    }

    /** The page about the run. */
    public Path report() {
        return path.resolve(REPORT);
    }

    /** A table of the given name. */
    public Path table(String name) {
        return path.resolve(name + ".csv");
    }

    /** The checkpoint after an epoch. */
    public Path checkpoint(int epoch) {
        return checkpoint(new Moment(epoch, 0));
    }

    /** The checkpoint of a moment. */
    public Path checkpoint(Moment moment) {
        String name = moment.batches() == 0
                ? "epoch-%04d.zip".formatted(moment.epoch())
                : "epoch-%04d-batch-%04d.zip".formatted(moment.epoch(), moment.batches());
        return path.resolve(CHECKPOINTS).resolve(name);
    }

    /**
     * A moment of a training.
     *
     * @param epoch epochs completed
     * @param batches of the next one that are done; 0 at the end of an epoch
     */
    public record Moment(int epoch, int batches) implements Comparable<Moment> {
        /** The moment of some progress. */
        public static Moment of(TrainingProgress progress) {
            return new Moment(progress.epoch(), progress.batches());
        }

        @Override
        public int compareTo(Moment other) {
            return epoch == other.epoch ? Integer.compare(batches, other.batches) : Integer.compare(epoch, other.epoch);
        }
    }

    /** Moments that have a checkpoint, in rising order. */
    public List<Moment> moments() throws IOException {
        if (!Files.isDirectory(path.resolve(CHECKPOINTS))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path.resolve(CHECKPOINTS))) {
            return files.map(file -> CHECKPOINT.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(matcher -> new Moment(
                            Integer.parseInt(matcher.group(1)),
                            matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes files that a process began to write and never ended. To be called by whoever holds the run. */
    public void deleteUnfinished() throws IOException {
        PartialFile.deleteAbandoned(path);
        if (Files.isDirectory(path.resolve(CHECKPOINTS))) {
            PartialFile.deleteAbandoned(path.resolve(CHECKPOINTS));
        }
    }

    /**
     * Holds the run for this process until the lock is closed; the system lets go of it when the process ends, however
     * it ends.
     *
     * @throws InvalidInputException if another process holds it, or its files would be written elsewhere
     */
    public RunLock lock() throws IOException {
        inside(CHECKPOINTS);
        return RunLock.of(path, LOCK, path);
    }

    /**
     * A folder in the run's, which need not be there yet.
     *
     * @throws InvalidInputException if what is written to it would land elsewhere
     */
    public Path inside(String name) throws IOException {
        Path folder = path.resolve(name);
        OutputPlace.checkInside(folder);
        return folder;
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.allMatch(child -> NOTHING.contains(String.valueOf(child.getFileName())));
        }
    }
}
