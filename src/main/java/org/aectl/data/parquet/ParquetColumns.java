package org.aectl.data.parquet;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Parquet;
import org.aectl.data.Columns;
import org.aectl.data.file.Wording;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a Parquet file are read.
 *
 * @param features columns of numbers in the order that the examples have them, or one column of lists
 * @param label the labels' column; null where there is none
 * @param id the column that names the rows; null where there is none
 * @param all names of all columns of the file
 * @param passedOver names of columns that are not read though nothing in the config says so
 */
record ParquetColumns(
        List<ParquetColumn> features,
        @Nullable ParquetColumn label,
        @Nullable ParquetColumn id,
        List<String> all,
        List<String> passedOver) {
    /** Whether a row's numbers are in a list. */
    boolean isList() {
        return features.get(0).isList();
    }

    /** The features' names. */
    List<String> names() {
        return features.stream().map(ParquetColumn::name).toList();
    }

    /** What a model that is trained on them knows of them. */
    Columns learnt() {
        return isList()
                ? Columns.NONE
                : new Columns(all, names(), label == null ? null : label.name(), id == null ? null : id.name());
    }

    /**
     * Chooses columns.
     *
     * @param learnt columns that a model was trained on, or a training file has: if they have names, the same are read
     * @throws InvalidInputException if the file does not have the columns that the config names, or others than numbers
     */
    static ParquetColumns of(Path file, MessageType schema, Parquet config, Columns learnt) {
        ParquetChoice choice = new ParquetChoice(file, ParquetColumn.all(schema), config);
        return learnt.areNamed() ? choice.like(learnt) : choice.ofConfig();
    }

    /**
     * The same columns in another file, where they may stand in another order.
     *
     * @param what the other file is to messages
     * @throws InvalidInputException if they are not the same
     */
    ParquetColumns like(ParquetColumns first, Path file, String what) {
        if (isList() != first.isList()) {
            throw ParquetFooter.problem(
                    file,
                    "has " + features.get(0).kind() + ", but " + what + " has "
                            + first.features.get(0).kind());
        }
        List<String> missing = without(first.names(), names());
        if (!missing.isEmpty()) {
            throw ParquetFooter.problem(
                    file, "has no column of numbers named " + Wording.list(missing) + ", as " + what + " has");
        }
        List<String> unknown = without(names(), first.names());
        if (!unknown.isEmpty()) {
            throw ParquetFooter.problem(file, "has columns that " + what + " does not have: " + Wording.list(unknown));
        }
        Map<String, ParquetColumn> places = new LinkedHashMap<>();
        features.forEach(column -> places.put(column.name(), column));
        return new ParquetColumns(
                first.names().stream()
                        .map(name -> Objects.requireNonNull(places.get(name), name))
                        .toList(),
                label,
                id,
                all,
                passedOver);
    }

    private static List<String> without(List<String> names, Collection<String> others) {
        Set<String> set = new HashSet<>(others);
        return names.stream().filter(name -> !set.contains(name)).toList();
    }
}
