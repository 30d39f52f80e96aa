package org.aectl.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.data.Columns;
import org.aectl.data.source.Sources;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.MetricsFile;
import org.aectl.run.checkpoint.MetricsTable;

/**
 * The readers of the program, each given a file of any bytes. It may read them or refuse them by an
 * {@link InvalidInputException} of whole lines; anything else is a finding.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum FuzzedReader {
    CONFIG_YAML("config.yaml", FuzzedReader::config, "bad-configs", "good-configs"),
    CONFIG_JSON("config.json", FuzzedReader::config, "bad-configs", "good-configs"),
    IDX("array.idx", FuzzedReader::idx, "bad-data"),
    CSV("table.csv", FuzzedCsv::check, "bad-data"),
    NPY("array.npy", FuzzedReader::npy, "bad-data", "good-data"),
    NPZ("arrays.npz", FuzzedReader::npy, "bad-data", "good-data"),
    PARQUET("table.parquet", FuzzedReader::parquet, "bad-data", "good-data"),
    IMAGE("pictures/picture.png", FuzzedReader::image, "bad-data"),
    CHECKPOINT("checkpoint.zip", FuzzedReader::checkpoint),
    CHECKPOINT_PART("part.zip", FuzzedReader::checkpointPart),
    MANIFEST("manifest.json", file -> RunFolder.at(folder(file)).manifest()),
    METRICS("metrics.csv", FuzzedReader::metrics);

    private static final Path RESOURCES = Path.of("src/test/resources");
    /** Far more than any message needs. */
    private static final int LONGEST_LINE = 2000;

    /** One reader, or what belongs together. */
    @FunctionalInterface
    private interface Reading {
        void read(Path file) throws IOException;
    }

    private final String fileName;
    private final Reading reading;
    private final List<String> seedFolders;

    FuzzedReader(String fileName, Reading reading, String... seedFolders) {
        this.fileName = fileName;
        this.reading = reading;
        this.seedFolders = List.of(seedFolders);
    }

    /** As folders and options name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where inputs of its own are, among them all that were ever found to be wrong. */
    public Path ownSeeds() {
        return RESOURCES.resolve("fuzz").resolve(word());
    }

    /** All checked-in inputs: its own, and the fixtures of other tests that are of its kind. */
    public List<Path> seeds() throws IOException {
        String name = fileName.replaceFirst(".*/", "");
        String ending = name.substring(name.lastIndexOf('.'));
        try (Stream<Path> own = Files.isDirectory(ownSeeds()) ? Files.list(ownSeeds()) : Stream.of();
                Stream<Path> others = seedFolders.stream().flatMap(FuzzedReader::below)) {
            return Stream.concat(own, others.filter(file -> file.toString().matches(".*\\Q" + ending + "\\E(\\.gz)?")))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> below(String folder) {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * Gives it these bytes.
     *
     * @param scratch a folder to put them into
     * @throws IOException if the scratch folder cannot be written, or by the reader, which is a finding
     */
    public void check(byte[] bytes, Path scratch) throws IOException {
        Path file = scratch.resolve(fileName);
        Files.createDirectories(folder(file));
        Files.write(file, bytes);
        refusedOrRead(() -> reading.read(file));
    }

    /** What may go wrong while something is tried. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /** Runs it, and looks at the words if it is refused. */
    static void refusedOrRead(Attempt attempt) throws IOException {
        try {
            attempt.run();
        } catch (InvalidInputException refused) {
            for (String line : refused.lines()) {
                if (line.isBlank() || line.contains("\n") || line.length() > LONGEST_LINE) {
                    throw new AssertionError("not one line that can be read: " + line, refused);
                }
            }
        }
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        return folder;
    }

    private static void config(Path file) {
        ExperimentConfig config = ConfigLoader.load(file, List.of());
        ExperimentConfig again = ConfigLoader.parse(ConfigWriter.toYaml(config), "again.yaml");
        if (!again.equals(config)) {
            throw new AssertionError("is written as another config: " + config + " and " + again);
        }
    }

    private static void idx(Path file) throws IOException {
        refusedOrRead(() -> Sources.open(new Idx(file, null, null, null), null, 1));
        refusedOrRead(() -> Sources.open(new Idx(file, file, null, null), 2, 1));
    }

    private static void npy(Path file) throws IOException {
        refusedOrRead(() -> Sources.open(new Npy(file, null, null, null, null, null, null), null, 1));
        refusedOrRead(() -> Sources.open(new Npy(file, file, null, null, "x", "y", List.of(2, 3)), 2, 1));
    }

    private static void parquet(Path file) throws IOException {
        refusedOrRead(() -> Sources.open(new Parquet(file, null, null, null, null), null, 1));
        refusedOrRead(() -> Sources.open(
                new Parquet(file, file, "label", List.of("x*"), List.of(1, 3)),
                2,
                1,
                null,
                Missing.MEAN,
                Columns.NONE));
    }

    private static void image(Path file) throws IOException {
        Path folder = folder(file);
        refusedOrRead(() -> Sources.open(new Images(folder, null, Images.Color.GREY, null), null, 1));
        refusedOrRead(() -> Sources.open(new Images(folder, null, Images.Color.RGB, List.of(8, 8)), null, 1));
    }

    private static void checkpoint(Path file) throws IOException {
        refusedOrRead(() -> CheckpointFile.read(file));
        refusedOrRead(() -> CheckpointFile.readClassifier(file));
        refusedOrRead(() -> CheckpointFile.isClassifier(file));
    }

    /** The bytes are one part of a checkpoint that is right otherwise, so that no checksum keeps them from being read. */
    private static void checkpointPart(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 0) {
            CheckpointParts.write(file, bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
            CheckpointFile.read(file);
        }
    }

    private static void metrics(Path file) throws IOException {
        refusedOrRead(() -> MetricsFile.lastLosses(file));
        refusedOrRead(() -> MetricsTable.parse(Files.readString(file, StandardCharsets.ISO_8859_1), "metrics.csv")
                .stages());
    }
}
