package org.aectl.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aectl.config.ConfigLoader;
import org.aectl.config.ConfigWriter;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.InvalidInputException;
import org.jspecify.annotations.Nullable;

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
    private static final Pattern EPOCH = Pattern.compile("epoch-(\\d{4,})\\.zip");

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

    /** All runs in a folder, by name; none where there is no such folder. */
    public static List<RunFolder> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
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
        if (!Files.exists(path) || isEmptyFolder(path)) {
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
     * Makes the folder of a new run, in place of an older one if that is allowed.
     *
     * @throws InvalidInputException as {@link #checkFree} does
     */
    public static RunFolder create(Path path, boolean replace, ExperimentConfig config, Manifest manifest)
            throws IOException {
        checkFree(path, replace);
        if (Files.exists(path)) {
            delete(path);
        }
        Files.createDirectories(path.resolve(CHECKPOINTS));
        RunFolder run = new RunFolder(path);
        run.writeConfig(config);
        run.writeManifest(manifest);
        return run;
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

    public Manifest manifest() throws IOException {
        return Manifest.read(path.resolve(MANIFEST));
    }

    /** The config, resolved, as it was trained. */
    public ExperimentConfig config() {
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
        return path.resolve(CHECKPOINTS).resolve("epoch-%04d.zip".formatted(epoch));
    }

    /** Epochs that have a checkpoint, in rising order. */
    public List<Integer> checkpointEpochs() throws IOException {
        try (Stream<Path> files = Files.list(path.resolve(CHECKPOINTS))) {
            return files.map(file -> EPOCH.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Holds the run for this process until the lock is closed; the system lets go of it when the process ends, however
     * it ends.
     *
     * @throws InvalidInputException if another process holds it
     */
    public Lock lock() throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new InvalidInputException(path + ": another process is training this run");
        }
        return new Lock(channel, path.resolve(LOCK));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** A run held by this process. */
    public record Lock(FileChannel channel, Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
            channel.close();
        }
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
                    throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
