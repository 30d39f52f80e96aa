package org.aectl.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    /** Where pandas puts the names of rows that have some. */
    private static final String INDEX = "__index_level_\\d+__";

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
        Choice choice = new Choice(file, ParquetColumn.all(schema));
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

    /** Chooses among the columns of one file. */
    private record Choice(Path file, List<ParquetColumn> all) {
        Choice {
            Set<String> names = new HashSet<>();
            for (ParquetColumn column : all) {
                if (!names.add(column.name())) {
                    throw ParquetFooter.problem(file, "two columns are named " + Text.quote(column.name()));
                }
            }
        }

        ParquetColumn label(String name) {
            ParquetColumn label = named(name, "for the labels");
            if (!label.canBeLabel()) {
                throw ParquetFooter.problem(
                        file,
                        "column " + Text.quote(name) + " holds " + label.kind()
                                + ", expected whole numbers or text as labels");
            }
            return label;
        }

        private ParquetColumn named(String name, String purpose) {
            List<String> names = all.stream().map(ParquetColumn::name).toList();
            int index = names.indexOf(name);
            if (index < 0) {
                throw ParquetFooter.problem(
                        file,
                        "has no column " + Text.quote(name) + " " + purpose + Text.suggestion(name, names)
                                + " (columns: " + Text.list(names) + ")");
            }
            return all.get(index);
        }

        /** All numbers but the label and what pandas adds. */
        List<ParquetColumn> numbers(@Nullable ParquetColumn label) {
            List<ParquetColumn> others = all.stream()
                    .filter(column -> !column.equals(label) && !column.name().matches(INDEX))
                    .toList();
            others.stream()
                    .filter(column -> column.kind().contains("decimal"))
                    .findFirst()
                    .ifPresent(this::refuse);
            List<ParquetColumn> numbers =
                    others.stream().filter(ParquetColumn::isNumber).toList();
            List<ParquetColumn> lists =
                    others.stream().filter(ParquetColumn::isList).toList();
            if (lists.size() == 1 && numbers.isEmpty()) {
                return lists;
            }
            if (!lists.isEmpty()) {
                List<String> names = new ArrayList<>();
                lists.forEach(column -> names.add(column.name()));
                numbers.forEach(column -> names.add(column.name()));
                throw ParquetFooter.problem(
                        file,
                        "has a list of numbers beside other numbers, so data.columns must name either the list or the"
                                + " others: " + Text.list(names));
            }
            if (numbers.isEmpty()) {
                throw ParquetFooter.problem(
                        file,
                        "has no column of numbers" + (label == null ? "" : " beside the labels") + " (columns: "
                                + Text.list(all.stream()
                                        .map(column -> column.name() + " of " + column.kind())
                                        .toList())
                                + ")");
            }
            return numbers;
        }

        /** Those that have one of the names, or begin as a pattern does. */
        List<ParquetColumn> named(List<String> patterns, @Nullable ParquetColumn label) {
            Set<ParquetColumn> chosen = new LinkedHashSet<>();
            for (String pattern : patterns) {
                if (pattern.endsWith("*")) {
                    chosen.addAll(beginning(pattern, label));
                } else {
                    ParquetColumn column = named(pattern, "of data.columns");
                    if (!column.isNumber() && !column.isList()) {
                        refuse(column);
                    }
                    chosen.add(column);
                }
            }
            List<ParquetColumn> columns = List.copyOf(chosen);
            if (columns.size() > 1 && columns.stream().anyMatch(ParquetColumn::isList)) {
                throw ParquetFooter.problem(
                        file,
                        "data.columns names a list of numbers beside others, expected one list or columns of numbers: "
                                + Text.list(columns.stream()
                                        .map(column -> column.name() + " of " + column.kind())
                                        .toList()));
            }
            return columns;
        }

        private List<ParquetColumn> beginning(String pattern, @Nullable ParquetColumn label) {
            String start = pattern.substring(0, pattern.length() - 1);
            List<ParquetColumn> columns = all.stream()
                    .filter(column -> column.name().startsWith(start) && !column.equals(label))
                    .filter(column -> column.isNumber() || column.isList())
                    .toList();
            if (columns.isEmpty()) {
                throw ParquetFooter.problem(
                        file,
                        "has no column of numbers that is named as " + Text.quote(pattern) + " (columns: "
                                + Text.list(
                                        all.stream().map(ParquetColumn::name).toList())
                                + ")");
            }
            return columns;
        }

        private void refuse(ParquetColumn column) {
            throw ParquetFooter.problem(
                    file,
                    "column " + Text.quote(column.name()) + " holds " + column.kind()
                            + ", expected whole or floating-point numbers, or lists of them; write it as such, or name"
                            + " others with data.columns");
        }
    }
}
