package org.aectl.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.aectl.config.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the columns of one file.
 *
 * @param all of the file's, in its order
 */
record ParquetChoice(Path file, List<ParquetColumn> all) {
    /** Where pandas puts the names of rows that have some. */
    private static final String INDEX = "__index_level_\\d+__";

    /** @throws InvalidInputException if two have one name */
    ParquetChoice {
        Set<String> names = new HashSet<>();
        for (ParquetColumn column : all) {
            if (!names.add(column.name())) {
                throw ParquetFooter.problem(file, "two columns are named " + Text.quote(column.name()));
            }
        }
    }

    /** The labels' column. */
    ParquetColumn label(String name) {
        ParquetColumn label = named(name, "for the labels");
        if (!label.canBeLabel()) {
            throw ParquetFooter.problem(
                    file,
                    "column " + Text.quote(name) + " holds " + label.kind()
                            + ", expected whole numbers, truth values or text as labels");
        }
        return label;
    }

    private ParquetColumn named(String name, String purpose) {
        List<String> names = all.stream().map(ParquetColumn::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw ParquetFooter.problem(
                    file,
                    "has no column " + Text.quote(name) + " " + purpose + Text.suggestion(name, names) + " (columns: "
                            + Text.list(names) + ")");
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
                            + Text.list(all.stream().map(ParquetColumn::name).toList())
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
