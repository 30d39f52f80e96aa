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
import org.aectl.data.prepare.Scaling;
import org.aectl.model.plan.NetworkPlan;

/**
 * A {@link ClassifierCheckpoint} as a zip archive. Two of the same state are the same bytes. Entries:
 *
 * <ul>
 *   <li>{@code classifier.json}: format, fine-tuning, shape, classes, progress, and the SHA-256 of every other entry
 *   <li>{@code config.yaml}, {@code scaling.json}, {@code metrics.csv}: as their names say
 *   <li>{@code columns.json}: the names of a table's columns, where they have some
 *   <li>{@code parameters.bin}: 32-bit floating-point numbers, little-endian
 * </ul>
 */
public final class ClassifierFile {
    static final String INDEX = "classifier.json";

    private static final int FORMAT = 1;
    private static final String CONFIG = "config.yaml";
    private static final String SCALING = "scaling.json";
    private static final String METRICS = "metrics.csv";
    private static final String PARAMETERS = "parameters.bin";

    private ClassifierFile() {}

    private record Index(
            int format,
            Finetuning finetuning,
            ExampleShape shape,
            List<String> classes,
            TrainingProgress progress,
            Map<String, String> sha256) {}

    /** Writes a classifier so that the file appears whole or not at all. */
    public static void write(Path file, ClassifierCheckpoint classifier) throws IOException {
        Map<String, Archive.Content> entries = new LinkedHashMap<>();
        entries.put(CONFIG, Archive.ofText(ConfigWriter.toYaml(classifier.config())));
        entries.put(SCALING, Archive.ofText(classifier.scaling().toJson()));
        if (classifier.columns().areNamed()) {
            entries.put(Archive.COLUMNS, Archive.ofText(classifier.columns().toJson()));
        }
        entries.put(METRICS, Archive.ofText(classifier.metrics()));
        entries.put(PARAMETERS, Archive.ofNumbers(classifier.parameters()));
        Archive.write(
                file,
                INDEX,
                checksums -> new Index(
                        FORMAT,
                        classifier.finetuning(),
                        classifier.shape(),
                        classifier.classes(),
                        classifier.progress(),
                        checksums),
                entries);
    }

    /** Whether a checkpoint file is that of a classifier. */
    public static boolean isClassifier(Path file) throws IOException {
        return Archive.read(file, archive -> archive.has(INDEX));
    }

    /**
     * Reads a classifier and verifies every checksum in it.
     *
     * @throws InvalidInputException if the file is no classifier of this program, or damaged
     */
    public static ClassifierCheckpoint read(Path file) throws IOException {
        return Archive.read(file, archive -> {
            if (archive.has(CheckpointFile.INDEX)) {
                throw new InvalidInputException(
                        file + ": is an autoencoder and no classifier; aectl finetune makes one of it");
            }
            return read(archive, file);
        });
    }

    private static ClassifierCheckpoint read(Archive archive, Path file) throws IOException {
        Index index = archive.index(INDEX, Index.class);
        if (index.format() != FORMAT) {
            throw new InvalidInputException(file + ": a classifier of format " + index.format()
                    + "; this version of aectl reads format " + FORMAT);
        }
        Map<String, String> checksums = index.sha256();
        ExperimentConfig config = ConfigLoader.parse(archive.text(CONFIG, checksums), file + ":" + CONFIG);
        Scaling scaling = archive.scaling(SCALING, checksums);
        Columns columns = archive.columns(checksums);
        IndexCheck.check(file, index.shape(), columns, scaling, index.progress(), Integer.MAX_VALUE);
        long parameters = NetworkSize.parameters(
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
}
