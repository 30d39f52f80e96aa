package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.config.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;

/** What examples are written as. */
public enum ExampleFormat {
    CSV,
    NPY,
    IDX,
    PARQUET,
    PNG;

    /**
     * Refuses examples that this format cannot hold.
     *
     * @param name what messages call them
     */
    public void check(ExampleShape shape, String name) {
        if (this == PNG && !shape.isImage()) {
            throw new InvalidInputException("--format png needs pictures, but examples of " + name + " are rows of "
                    + shape + " values; use csv, npy, idx or parquet");
        }
    }

    /** Where examples of a name are written: a file, or a folder for files of their own. */
    public Path path(Path folder, String name) {
        return switch (this) {
            case CSV -> folder.resolve(name + ".csv");
            case NPY -> folder.resolve(name + ".npy");
            case IDX -> folder.resolve(name + ".idx");
            case PARQUET -> folder.resolve(name + ".parquet");
            case PNG -> folder.resolve("images");
        };
    }

    /**
     * Begins to write.
     *
     * @param path as {@link #path} gave it
     * @param count examples that will be written
     * @param range the values shown as black and white
     */
    public ExampleWriter writer(Path path, int count, ExampleShape shape, ValueRange range) throws IOException {
        return switch (this) {
            case CSV -> new CsvExampleWriter(path, shape.size());
            case NPY -> new NpyExampleWriter(path, count, shape);
            case IDX -> new IdxExampleWriter(path, count, shape, range);
            case PARQUET -> new ParquetExampleWriter(path, shape.size());
            case PNG -> new PngExampleWriter(path, shape, range);
        };
    }
}
