package org.aectl.spark.load;

import java.nio.file.Path;
import org.aectl.base.InvalidInputException;
import org.aectl.config.SourceConfig;
import org.jspecify.annotations.Nullable;

/**
 * A source whose files the workers read themselves, each a few.
 *
 * @param path of the training set, a file or a folder
 * @param labels of the training set's labels, likewise; null where they are in the same files or there are none
 * @param testPath of the test set; null where it has none
 * @param testLabels of its labels
 */
public record PartSource(
        SourceConfig source,
        Path path,
        @Nullable Path labels,
        @Nullable Path testPath,
        @Nullable Path testLabels) {

    /** Whether workers can read the files of a source; others are read by the driver, which sends them the rows. */
    public static boolean isReadByWorkers(SourceConfig source) {
        return source instanceof SourceConfig.Csv
                || source instanceof SourceConfig.Npy
                || source instanceof SourceConfig.Parquet;
    }

    public static PartSource of(SourceConfig source) {
        if (source instanceof SourceConfig.Csv csv) {
            return new PartSource(csv, csv.path(), null, csv.testPath(), null);
        }
        if (source instanceof SourceConfig.Npy npy) {
            return new PartSource(npy, npy.path(), npy.labels(), npy.testPath(), npy.testLabels());
        }
        if (source instanceof SourceConfig.Parquet parquet) {
            return new PartSource(parquet, parquet.path(), null, parquet.testPath(), null);
        }
        throw new InvalidInputException("workers of a cluster read CSV, NPY and Parquet files, not " + source);
    }

    /** The same source with one file. */
    SourceConfig with(Path file, @Nullable Path labelFile) {
        if (source instanceof SourceConfig.Csv csv) {
            return csv.at(file);
        }
        if (source instanceof SourceConfig.Npy npy) {
            return new SourceConfig.Npy(
                    file, labelFile, null, null, npy.key(), npy.labelKey(), null, null, npy.shape(), npy.channels());
        }
        if (source instanceof SourceConfig.Parquet parquet) {
            return parquet.at(file);
        }
        throw new IllegalStateException("not read by workers: " + source);
    }
}
