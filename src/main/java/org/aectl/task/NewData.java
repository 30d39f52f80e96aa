package org.aectl.task;

import java.nio.file.Path;
import java.util.List;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.source.SourceDetection;
import org.aectl.data.source.Sources;

/**
 * Data for a model that is trained already: read as the run's own were, whatever its config says of them. Labels and names of rows may
 * be missing, because new examples often have none yet.
 */
public final class NewData {

    private NewData() {}

    /**
     * Where and how to read them.
     *
     * @param data a file or folder, or the name of a set
     * @param own data of the run
     * @param learnt columns that its model was trained on
     */
    public static SourceConfig source(String data, SourceConfig own, Columns learnt) {
        SourceConfig named = Sources.named(own, learnt);
        SourceConfig found = SourceDetection.detect(data, hints(named));
        if (found instanceof SourceConfig.Csv csv) {
            return withoutAbsent(
                    named instanceof SourceConfig.Csv ? (SourceConfig.Csv) named.at(csv.path()) : like(csv, named));
        }
        if (found instanceof SourceConfig.Parquet parquet) {
            return withoutAbsent(
                    named instanceof SourceConfig.Parquet
                            ? (SourceConfig.Parquet) named.at(parquet.path())
                            : like(parquet, named));
        }
        if (found instanceof SourceConfig.Npy npy && named instanceof SourceConfig.Npy ownArrays) {
            return arrays(npy.path(), ownArrays);
        }
        return found instanceof SourceConfig.Images images && named instanceof SourceConfig.Images
                ? named.at(images.path())
                : found;
    }

    private static SourceDetection.Hints hints(SourceConfig own) {
        return new SourceDetection.Hints(
                null,
                own instanceof SourceConfig.Csv csv ? csv.delimiter() : ",",
                null,
                own instanceof SourceConfig.Images images ? images.color() : SourceConfig.Images.Color.GREY);
    }

    /** A CSV file for a model that was trained on Parquet has columns of the same names. */
    private static SourceConfig.Csv like(SourceConfig.Csv found, SourceConfig own) {
        return own instanceof SourceConfig.Parquet table
                ? new SourceConfig.Csv(
                        found.path(),
                        null,
                        found.header(),
                        table.label(),
                        table.columns(),
                        table.ignore(),
                        table.id(),
                        found.delimiter())
                : found;
    }

    /** And the other way round. */
    private static SourceConfig.Parquet like(SourceConfig.Parquet found, SourceConfig own) {
        return own instanceof SourceConfig.Csv table
                ? new SourceConfig.Parquet(
                        found.path(), null, table.label(), table.columns(), table.ignore(), table.id(), null, null)
                : found;
    }

    private static SourceConfig.Csv withoutAbsent(SourceConfig.Csv source) {
        String label = source.label();
        String id = source.id();
        return source.labelled(label != null && Sources.has(label, source) ? label : null)
                .identified(id != null && Sources.has(id, source) ? id : null);
    }

    private static SourceConfig.Parquet withoutAbsent(SourceConfig.Parquet source) {
        String label = source.label();
        String id = source.id();
        return source.labelled(label != null && Sources.has(label, source) ? label : null)
                .identified(id != null && Sources.has(id, source) ? id : null);
    }

    /** The array of the run's key, or of its test examples' key, or the only one. */
    private static SourceConfig.Npy arrays(Path path, SourceConfig.Npy own) {
        List<String> names = Sources.arrays(path);
        SourceConfig.Npy like = own.at(path);
        String testKey = own.testKey();
        boolean isTest = testKey != null && own.key() != null && !names.contains(own.key()) && names.contains(testKey);
        String key = isTest ? testKey : own.key();
        if (key != null && names.size() == 1 && !names.contains(key)) {
            Warnings.tell("%s: has no array %s, so its only one, %s, is read".formatted(path, key, names.get(0)));
            key = null;
        }
        String labelKey = isTest && own.testLabelKey() != null ? own.testLabelKey() : own.labelKey();
        boolean hasLabels = like.labels() != null && labelKey != null && names.contains(labelKey);
        return new SourceConfig.Npy(
                path,
                hasLabels ? path : null,
                null,
                null,
                names.isEmpty() ? null : key,
                hasLabels ? labelKey : null,
                null,
                null,
                own.shape(),
                own.channels());
    }

    /**
     * The rows that {@code data.missing drop} keeps; says how many it leaves out.
     *
     * @param name what messages call the examples
     * @throws InvalidInputException if it keeps none
     */
    public static Examples complete(Examples all, String name) {
        Examples complete = SelectedExamples.complete(all);
        if (complete.count() == 0) {
            throw new InvalidInputException(name + ": a value is missing in each of " + Counts.of(all.count(), "row")
                    + ", so data.missing drop leaves none");
        }
        if (complete.count() < all.count()) {
            Warnings.tell("%s: %d of %s left out, because a value is missing (data.missing drop)"
                    .formatted(name, all.count() - complete.count(), Counts.are(all.count(), "row")));
        }
        return complete;
    }
}
