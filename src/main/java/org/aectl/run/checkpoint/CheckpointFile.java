package org.aectl.run.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.Scaling;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.file.Sha256;

/**
 * A {@link Checkpoint} as a zip archive. Two checkpoints of the same state are the same bytes. Entries:
 *
 * <ul>
 *   <li>{@code checkpoint.json}: format, shape, data files, classes, range, progress, and the SHA-256 of every other entry
 *   <li>{@code config.yaml}, {@code scaling.json}, {@code metrics.csv}: as their names say
 *   <li>{@code columns.json}: the names of a table's columns, where they have some
 *   <li>{@code parameters.bin}, {@code optimizer.bin}: 32-bit floating-point numbers, little-endian
 * </ul>
 */
public final class CheckpointFile {
    static final String INDEX = "checkpoint.json";

    private static final int FORMAT = 3;
    private static final String CONFIG = "config.yaml";
    private static final String SCALING = "scaling.json";
    private static final String METRICS = "metrics.csv";
    private static final String PARAMETERS = "parameters.bin";
    private static final String OPTIMIZER = "optimizer.bin";

    private CheckpointFile() {}

    private record Index(
            int format,
            ExampleShape shape,
            List<DataFile> data,
            List<String> classes,
            ValueRange range,
            TrainingProgress progress,
            Map<String, String> sha256) {}

    /** Writes a checkpoint so that the file appears whole or not at all. */
    public static void write(Path file, Checkpoint checkpoint) throws IOException {
        Map<String, Archive.Content> entries = new LinkedHashMap<>();
        entries.put(CONFIG, Archive.ofText(ConfigWriter.toYaml(checkpoint.config())));
        entries.put(SCALING, Archive.ofText(checkpoint.scaling().toJson()));
        if (checkpoint.columns().areNamed()) {
            entries.put(Archive.COLUMNS, Archive.ofText(checkpoint.columns().toJson()));
        }
        entries.put(METRICS, Archive.ofText(checkpoint.metrics()));
        entries.put(PARAMETERS, Archive.ofNumbers(checkpoint.parameters()));
        entries.put(OPTIMIZER, Archive.ofNumbers(checkpoint.optimizerState()));
        Archive.write(
                file,
                INDEX,
                checksums -> new Index(
                        FORMAT,
                        checkpoint.shape(),
                        checkpoint.data(),
                        checkpoint.classes(),
                        checkpoint.range(),
                        checkpoint.progress(),
                        checksums),
                entries);
    }

    /**
     * Reads a checkpoint and verifies every checksum in it.
     *
     * @throws InvalidInputException if the file is no checkpoint of this program, that of a classifier, or damaged
     */
    public static Checkpoint read(Path file) throws IOException {
        return Archive.read(file, archive -> {
            if (archive.has(ClassifierFile.INDEX)) {
                throw new InvalidInputException(
                        file + ": is a classifier, which gives classes and no examples or codes;"
                                + " use aectl predict, or the run that it was made from");
            }
            return read(archive, file);
        });
    }

    private static Checkpoint read(Archive archive, Path file) throws IOException {
        Index index = archive.index(INDEX, Index.class);
        if (index.format() != FORMAT) {
            throw new InvalidInputException(file + ": a checkpoint of format " + index.format()
                    + "; this version of aectl reads format " + FORMAT);
        }
        Map<String, String> checksums = index.sha256();
        ExperimentConfig config = ConfigLoader.parse(archive.text(CONFIG, checksums), file + ":" + CONFIG);
        Scaling scaling = archive.scaling(SCALING, checksums);
        Columns columns = archive.columns(checksums);
        IndexCheck.check(file, index.shape(), columns, scaling, index.progress(), config.plannedEpochs());
        long parameters = NetworkSize.parameters(
                file,
                () -> NetworkPlan.of(
                        config.model(), index.shape(), index.classes().size()));
        String metrics = archive.text(METRICS, checksums);
        MetricsTable.parse(metrics, file + ":" + METRICS);
        return new Checkpoint(
                config,
                index.shape(),
                index.data(),
                index.classes(),
                columns,
                scaling,
                index.range(),
                index.progress(),
                metrics,
                archive.weights(PARAMETERS, checksums, parameters),
                archive.floats(OPTIMIZER, checksums, ModelMemory.MOST_OPTIMIZER_STATE * parameters));
    }

    /** The SHA-256 of a whole checkpoint file, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        return Sha256.of(file);
    }
}
