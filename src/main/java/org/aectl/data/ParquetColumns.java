package org.aectl.data;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig.Parquet;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a Parquet file are read.
 *
 * @param features columns of numbers in the order that the examples have them, or one column of lists
 * @param label the labels' column; null where there is none
 */
record ParquetColumns(
        List<ParquetColumn> features, @Nullable ParquetColumn label) {
    /** Whether a row's numbers are in a list. */
    boolean isList() {
        return features.get(0).isList();
    }

    /** The features' names. */
    List<String> names() {
        return features.stream().map(ParquetColumn::name).toList();
    }

    /** Whether a file has the column that the config says the labels are in. */
    static boolean hasLabels(MessageType schema, Parquet config) {
        return schema.getFields().stream().anyMatch(field -> field.getName().equals(config.label()));
    }

    /** @throws InvalidInputException if the file does not have the columns that the config names, or others than numbers */
    static ParquetColumns of(Path file, MessageType schema, Parquet config) {
        ParquetChoice choice = new ParquetChoice(file, ParquetColumn.all(schema));
        ParquetColumn label = config.label() == null ? null : choice.label(config.label());
        List<ParquetColumn> features =
                config.columns() == null ? choice.numbers(label) : choice.named(config.columns(), label);
        return new ParquetColumns(features, label);
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
                    file, "has no column of numbers named " + Text.list(missing) + ", as " + what + " has");
        }
        List<String> unknown = without(names(), first.names());
        if (!unknown.isEmpty()) {
            throw ParquetFooter.problem(file, "has columns that " + what + " does not have: " + Text.list(unknown));
        }
        Map<String, ParquetColumn> places = new LinkedHashMap<>();
        features.forEach(column -> places.put(column.name(), column));
        return new ParquetColumns(
                first.names().stream()
                        .map(name -> Objects.requireNonNull(places.get(name), name))
                        .toList(),
                label);
    }

    private static List<String> without(List<String> names, Collection<String> others) {
        Set<String> set = new HashSet<>(others);
        return names.stream().filter(name -> !set.contains(name)).toList();
    }
}
