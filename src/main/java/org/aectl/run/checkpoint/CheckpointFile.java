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
 * A {@link Checkpoint} or a {@link ClassifierCheckpoint} as a zip archive. Two of the same state are the same bytes. Entries:
 *
 * <ul>
 *   <li>{@code checkpoint.json}: format, shape, data files, classes, range, progress, and the SHA-256 of every other entry; of
 *       a classifier {@code classifier.json}: format, fine-tuning, shape, classes, progress, and these
 *   <li>{@code config.yaml}, {@code scaling.json}, {@code metrics.csv}: as their names say
 *   <li>{@code columns.json}: the names of a table's columns, where they have some
 *   <li>{@code parameters.bin}, and of an autoencoder {@code optimizer.bin}: 32-bit floating-point numbers, little-endian
 * </ul>
 */
public final class CheckpointFile {
    static final String INDEX = "checkpoint.json";
    static final String CLASSIFIER_INDEX = "classifier.json";

    private static final int FORMAT = 3;
    private static final int CLASSIFIER_FORMAT = 1;
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

    private record ClassifierIndex(
            int format,
            Finetuning finetuning,
            ExampleShape shape,
            List<String> classes,
            TrainingProgress progress,
            Map<String, String> sha256) {}

    /** Writes a checkpoint so that the file appears whole or not at all. */
    public static void write(Path file, Checkpoint checkpoint) throws IOException {
        Map<String, Archive.Content> entries = entries(
                checkpoint.config(),
                checkpoint.scaling(),
                checkpoint.columns(),
                checkpoint.metrics(),
                checkpoint.parameters());
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

    /** Writes a classifier likewise. */
    public static void write(Path file, ClassifierCheckpoint classifier) throws IOException {
        Archive.write(
                file,
                CLASSIFIER_INDEX,
                checksums -> new ClassifierIndex(
                        CLASSIFIER_FORMAT,
                        classifier.finetuning(),
                        classifier.shape(),
                        classifier.classes(),
                        classifier.progress(),
                        checksums),
                entries(
                        classifier.config(),
                        classifier.scaling(),
                        classifier.columns(),
                        classifier.metrics(),
                        classifier.parameters()));
    }

    private static Map<String, Archive.Content> entries(
            ExperimentConfig config, Scaling scaling, Columns columns, String metrics, float[] parameters) {
        Map<String, Archive.Content> entries = new LinkedHashMap<>();
        entries.put(CONFIG, Archive.ofText(ConfigWriter.toYaml(config)));
        entries.put(SCALING, Archive.ofText(scaling.toJson()));
        if (columns.areNamed()) {
            entries.put(Archive.COLUMNS, Archive.ofText(columns.toJson()));
        }
        entries.put(METRICS, Archive.ofText(metrics));
        entries.put(PARAMETERS, Archive.ofNumbers(parameters));
        return entries;
    }

    /** Whether a checkpoint file is that of a classifier. */
    public static boolean isClassifier(Path file) throws IOException {
        return Archive.read(file, archive -> archive.has(CLASSIFIER_INDEX));
    }

    /**
     * Reads a checkpoint and verifies every checksum in it.
     *
     * @throws InvalidInputException if the file is no checkpoint of this program, that of a classifier, or damaged
     */
    public static Checkpoint read(Path file) throws IOException {
        return Archive.read(file, archive -> {
            if (archive.has(CLASSIFIER_INDEX)) {
                throw new InvalidInputException(
                        file + ": is a classifier, which gives classes and no examples or codes;"
                                + " use aectl predict, or the run that it was made from");
            }
            return read(archive, file);
        });
    }

    private static Checkpoint read(Archive archive, Path file) throws IOException {
        Index index = archive.index(INDEX, Index.class);
        checkFormat(file + ": a checkpoint of format ", index.format(), FORMAT);
        Map<String, String> checksums = index.sha256();
        ExperimentConfig config = ConfigLoader.parse(archive.text(CONFIG, checksums), file + ":" + CONFIG);
        Scaling scaling = archive.scaling(SCALING, checksums);
        Columns columns = archive.columns(checksums);
        IndexCheck.check(file, index.shape(), columns, scaling, index.progress(), config.plannedEpochs());
        long parameters = IndexCheck.parameters(
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

    /**
     * Reads a classifier likewise.
     *
     * @throws InvalidInputException if the file is no classifier of this program, or damaged
     */
    public static ClassifierCheckpoint readClassifier(Path file) throws IOException {
        return Archive.read(file, archive -> {
            if (archive.has(INDEX)) {
                throw new InvalidInputException(
                        file + ": is an autoencoder and no classifier; aectl finetune makes one of it");
            }
            return readClassifier(archive, file);
        });
    }

    private static ClassifierCheckpoint readClassifier(Archive archive, Path file) throws IOException {
        ClassifierIndex index = archive.index(CLASSIFIER_INDEX, ClassifierIndex.class);
        checkFormat(file + ": a classifier of format ", index.format(), CLASSIFIER_FORMAT);
        Map<String, String> checksums = index.sha256();
        ExperimentConfig config = ConfigLoader.parse(archive.text(CONFIG, checksums), file + ":" + CONFIG);
        Scaling scaling = archive.scaling(SCALING, checksums);
        Columns columns = archive.columns(checksums);
        IndexCheck.check(file, index.shape(), columns, scaling, index.progress(), Integer.MAX_VALUE);
        long parameters = IndexCheck.parameters(
                file,
                () -> NetworkPlan.of(config.model(), index.shape())
                        .classifier(index.classes().size()));
        return new ClassifierCheckpoint(
                config,
                index.finetuning(),
                index.shape(),
                index.classes(),
                columns,
                scaling,
                index.progress(),
                archive.text(METRICS, checksums),
                archive.weights(PARAMETERS, checksums, parameters));
    }

    private static void checkFormat(String found, int format, int known) {
        if (format != known) {
            throw new InvalidInputException(found + format + "; this version of aectl reads format " + known);
        }
    }

    /** The SHA-256 of a whole checkpoint file, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        return Sha256.of(file);
    }
}
