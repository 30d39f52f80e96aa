package org.aectl.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.OneOrList;
import org.jspecify.annotations.Nullable;

/** Comma-separated numbers, plain or gzipped, a row an example. */
@Doc("Comma-separated numbers, plain or gzipped, a row an example.")
public record Csv(
        @Doc("CSV file of the training examples.") Path path,

        @Doc("CSV file of the test examples, with the same columns.") @Nullable
        Path testPath,

        @Doc("Whether the first line names the columns: auto (when it looks unlike the lines below it: text above"
                + " numbers, or numbers that count), yes, no.")
        @Default("auto")
        Header header,

        @Doc("Column of the labels, by name or by number from 0; it is not a feature.") @Nullable
        String label,

        @Doc(COLUMNS + " Left out: all but those of label and id, columns of text, and the index that pandas adds.")
        @OneOrList
        @Nullable
        List<String> columns,

        @Doc(IGNORE) @OneOrList @Nullable List<String> ignore,

        @Doc(ID) @Nullable String id,

        @Doc("The character between fields.") @Default("','")
        String delimiter)
        implements SourceConfig, Table {

    /** Whether a CSV file starts with column names. */
    public enum Header {
        AUTO,
        YES,
        NO
    }

    /** A table of which every column of numbers is read. */
    public Csv(Path path, @Nullable Path testPath, Header header, @Nullable String label, String delimiter) {
        this(path, testPath, header, label, null, null, null, delimiter);
    }

    @Override
    public Optional<Files> files() {
        return Optional.of(new Files(path, null, testPath, null, true));
    }

    @Override
    public Csv withFiles(Path examples, @Nullable Path labels) {
        return new Csv(examples, null, header, label, columns, ignore, id, delimiter);
    }

    @Override
    public Csv with(@Nullable String newLabel, @Nullable String newId) {
        return new Csv(path, testPath, header, newLabel, columns, ignore, newId, delimiter);
    }

    /** The same without some columns. */
    public Csv ignoring(List<String> names) {
        return new Csv(path, testPath, header, label, columns, names, id, delimiter);
    }

    @Override
    public Optional<SourceConfig> withLabels(String place) {
        return Optional.of(with(place, id));
    }

    /** A CSV file for a model that was trained on Parquet has columns of the same names. */
    @Override
    public SourceConfig like(SourceConfig own) {
        return own instanceof Parquet table
                ? new Csv(path, null, header, table.label(), table.columns(), table.ignore(), table.id(), delimiter)
                : SourceConfig.super.like(own);
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        Rules rules = new Rules(problem);
        rules.distinct("data.testPath", path, testPath);
        if (delimiter.length() != 1) {
            problem.accept("data.delimiter", "must be one character, was " + delimiter);
        } else if (delimiter.matches("[A-Za-z0-9.+\"\\n\\r-]")) {
            problem.accept(
                    "data.delimiter", "cannot be a character of a number, a quote or a line break, was " + delimiter);
        }
        rules.columns(this);
        if (header == Header.NO) {
            checkNumbers("data.label", label == null ? null : List.of(label), problem);
            checkNumbers("data.id", id == null ? null : List.of(id), problem);
            checkNumbers("data.columns", columns, problem);
            checkNumbers("data.ignore", ignore, problem);
        }
    }

    private static void checkNumbers(String key, @Nullable List<String> columns, BiConsumer<String, String> problem) {
        for (String column : columns == null ? List.<String>of() : columns) {
            if (!column.matches("[0-9]+")) {
                problem.accept(key, "must be a column's number from 0 when data.header is no, was " + column);
            }
        }
    }
}
