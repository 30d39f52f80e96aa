package org.aectl.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.OneOrList;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files: columns of numbers, or one column of lists of numbers of one length; a row an example. A path is a
 * file, or a folder of {@code *.parquet} files, which are read in the order of their names.
 */
@Doc("Parquet files: columns of numbers, or one column of lists of numbers; a row an example.")
public record Parquet(
        @Doc("Parquet file of the training examples, or a folder of *.parquet files, read in the order of their"
                + " names.")
        Path path,

        @Doc("Parquet file, or folder of such, of the test examples, with the same columns.") @Nullable
        Path testPath,

        @Doc("Column of the labels, whole numbers or text; it is not a feature.") @Nullable
        String label,

        @Doc(COLUMNS + " Left out: all columns of numbers but those of label and id and the index that pandas adds.")
        @OneOrList
        @Nullable
        List<String> columns,

        @Doc(IGNORE) @OneOrList @Nullable List<String> ignore,

        @Doc(ID) @Nullable String id,

        @Doc("Shape of one example as [height, width] or [height, width, channels], where rows are pictures.") @Nullable
        List<Integer> shape,

        @Doc(CHANNELS) @Nullable Channels channels)
        implements SourceConfig, Table {

    /** A table of which no column is left out or names the rows. */
    public Parquet(
            Path path,
            @Nullable Path testPath,
            @Nullable String label,
            @Nullable List<String> columns,
            @Nullable List<Integer> shape) {
        this(path, testPath, label, columns, null, null, shape, null);
    }

    @Override
    public Optional<Files> files() {
        return Optional.of(new Files(path, null, testPath, null, true));
    }

    @Override
    public Channels channelOrder() {
        return channels == null ? Channels.LAST : channels;
    }

    @Override
    public Parquet withFiles(Path examples, @Nullable Path labels) {
        return new Parquet(examples, null, label, columns, ignore, id, shape, channels);
    }

    @Override
    public Parquet with(@Nullable String newLabel, @Nullable String newId) {
        return new Parquet(path, testPath, newLabel, columns, ignore, newId, shape, channels);
    }

    /** The same without some columns. */
    public Parquet ignoring(List<String> names) {
        return new Parquet(path, testPath, label, columns, names, id, shape, channels);
    }

    @Override
    public Optional<SourceConfig> withLabels(String place) {
        return Optional.of(with(place, id));
    }

    /** A Parquet file for a model that was trained on CSV has columns of the same names. */
    @Override
    public SourceConfig like(SourceConfig own) {
        return own instanceof Csv table
                ? new Parquet(path, null, table.label(), table.columns(), table.ignore(), table.id(), null, null)
                : SourceConfig.super.like(own);
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        Rules rules = new Rules(problem);
        rules.distinct("data.testPath", path, testPath);
        rules.shape(shape, channels, false);
        rules.columns(this);
    }
}
