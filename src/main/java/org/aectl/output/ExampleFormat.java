package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.Origins;
import org.aectl.data.ValueRange;
import org.aectl.output.table.RowColumns;
import org.aectl.output.table.TableColumns.Kind;
import org.aectl.output.table.TableColumns.NumberColumn;

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
                    + Counts.of(shape.size(), "value") + "; use csv, npy, idx or parquet");
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
     * Begins to write examples that are made up.
     *
     * @param path as {@link #path} gave it
     * @param count examples that will be written
     * @param columns of the table that they are like
     * @param like data whose pictures have their channels where these shall have them
     * @param range the values shown as black and white
     */
    public ExampleWriter writer(
            Path path, int count, ExampleShape shape, Columns columns, SourceConfig like, ValueRange range)
            throws IOException {
        return writer(path, count, shape, columns, like, Origins.SAME, range);
    }

    /**
     * Begins to write something of the same shape about each of some examples.
     *
     * @param path as {@link #path} gave it
     * @param examples know where they come from
     * @param columns of the table that they are like
     * @param like data whose pictures have their channels where these shall have them
     * @param range the values shown as black and white
     */
    public ExampleWriter writer(Path path, Examples examples, Columns columns, SourceConfig like, ValueRange range)
            throws IOException {
        return writer(path, examples.count(), examples.shape(), columns, like, examples.origins(), range);
    }

    private ExampleWriter writer(
            Path path,
            int count,
            ExampleShape shape,
            Columns columns,
            SourceConfig like,
            Origins origins,
            ValueRange range)
            throws IOException {
        return switch (this) {
            case CSV -> table(TableFormat.CSV, path, shape, columns, origins, UnaryOperator.identity());
            case NPY -> new NpyExampleWriter(path, count, shape, like.channelOrder());
            case IDX -> new IdxExampleWriter(path, count, shape, range);
            case PARQUET -> table(TableFormat.PARQUET, path, shape, columns, origins, inParquet(shape, like));
            case PNG -> new PngExampleWriter(path, shape, range, origins);
        };
    }

    /** What turns an example into the order that a run on pictures in Parquet reads. */
    private static UnaryOperator<float[]> inParquet(ExampleShape shape, SourceConfig like) {
        boolean isLast = like instanceof Parquet table
                && table.shape() != null
                && table.channelOrder() == SourceConfig.Channels.LAST;
        return isLast ? shape::toChannelsLast : UnaryOperator.identity();
    }

    /** Values are called as they were read, or {@code x0}, {@code x1}, ...; told apart from the columns before them. */
    private static ExampleWriter table(
            TableFormat format,
            Path path,
            ExampleShape shape,
            Columns columns,
            Origins origins,
            UnaryOperator<float[]> order)
            throws IOException {
        RowColumns rows = RowColumns.withoutLabels(origins);
        List<String> names = columns.featureNames(shape.size()).stream()
                .map(name -> name.equals("row") || rows.names().contains(name) ? name + " (feature)" : name)
                .toList();
        return new TableExampleWriter(
                new ExampleTable(format, path, "examples", rows, NumberColumn.of(Kind.FLOAT, names)), order);
    }
}
