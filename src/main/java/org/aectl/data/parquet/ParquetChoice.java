package org.aectl.data.parquet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Parquet;
import org.aectl.data.Columns;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the columns of one file.
 *
 * @param all of the file's, in its order
 */
public record ParquetChoice(Path file, List<ParquetColumn> all, Parquet config) {
    /** Where pandas puts the names of rows that have some. */
    public static final String INDEX = "__index_level_\\d+__";

    /** @throws InvalidInputException if two have one name */
    public ParquetChoice {
        Set<String> names = new HashSet<>();
        for (ParquetColumn column : all) {
            if (!names.add(column.name())) {
                throw ParquetFooter.problem(file, "two columns are named " + Wording.quote(column.name()));
            }
        }
    }

    /** As the config says; without a word of it, all columns of numbers. */
    ParquetColumns ofConfig() {
        ParquetColumn label = label();
        ParquetColumn id = id();
        Set<ParquetColumn> left = new LinkedHashSet<>();
        Stream.of(label, id).flatMap(Stream::ofNullable).forEach(left::add);
        if (config.ignore() != null) {
            left.addAll(matching(config.ignore(), "", "of data.ignore", all));
        }
        List<ParquetColumn> others =
                all.stream().filter(column -> !left.contains(column)).toList();
        List<ParquetColumn> features =
                config.columns() == null ? numbers(others, label != null) : named(config.columns(), others);
        Set<ParquetColumn> read = Set.copyOf(features);
        List<String> passedOver = config.columns() == null
                ? others.stream()
                        .filter(column -> !read.contains(column))
                        .map(column -> column.name() + " of " + column.kind())
                        .toList()
                : List.of();
        return columns(features, label, id, passedOver);
    }

    private ParquetColumns columns(
            List<ParquetColumn> features,
            @Nullable ParquetColumn label,
            @Nullable ParquetColumn id,
            List<String> passedOver) {
        return new ParquetColumns(features, label, id, names(), passedOver);
    }

    /** Those of a model or a training file; others are passed over. */
    ParquetColumns like(Columns learnt) {
        Map<String, ParquetColumn> byName = new HashMap<>();
        all.stream().filter(ParquetColumn::isNumber).forEach(column -> byName.put(column.name(), column));
        List<String> missing = learnt.features().stream()
                .filter(name -> !byName.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw ParquetFooter.problem(
                    file,
                    "has no column of numbers named " + Wording.list(missing) + ", as the training data have"
                            + suggestion(missing, learnt.features()));
        }
        return columns(
                learnt.features().stream()
                        .map(name -> Objects.requireNonNull(byName.get(name), name))
                        .toList(),
                label(),
                id(),
                List.of());
    }

    private String suggestion(List<String> missing, List<String> known) {
        if (missing.size() > 1) {
            return "";
        }
        List<String> others =
                names().stream().filter(name -> !known.contains(name)).toList();
        return Wording.suggestion(missing.get(0), others);
    }

    private List<String> names() {
        return all.stream().map(ParquetColumn::name).toList();
    }

    private @Nullable ParquetColumn label() {
        if (config.label() == null) {
            return null;
        }
        ParquetColumn label = named(config.label(), "for the labels");
        if (!label.canBeLabel()) {
            throw ParquetFooter.problem(
                    file,
                    "column " + Wording.quote(label.name()) + " holds " + label.kind()
                            + ", expected whole numbers, truth values or text as labels");
        }
        return label;
    }

    private @Nullable ParquetColumn id() {
        if (config.id() == null) {
            return null;
        }
        ParquetColumn id = named(config.id(), "of data.id");
        if (!id.canBeLabel()) {
            throw ParquetFooter.problem(
                    file,
                    "column " + Wording.quote(id.name()) + " holds " + id.kind()
                            + ", expected whole numbers or text to name rows by");
        }
        return id;
    }

    private ParquetColumn named(String name, String purpose) {
        int index = names().indexOf(name);
        if (index < 0) {
            throw ParquetFooter.problem(
                    file,
                    "has no column " + Wording.quote(name) + " " + purpose + Wording.suggestion(name, names())
                            + " (columns: " + Wording.list(names()) + ")");
        }
        return all.get(index);
    }

    /** All numbers but what pandas adds. */
    private List<ParquetColumn> numbers(List<ParquetColumn> candidates, boolean isLabelled) {
        List<ParquetColumn> others = candidates.stream()
                .filter(column -> !column.name().matches(INDEX))
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
                            + " others: " + Wording.list(names));
        }
        if (numbers.isEmpty()) {
            throw ParquetFooter.problem(
                    file,
                    "has no column of numbers" + (isLabelled ? " beside the labels" : "") + " (columns: " + kinds(all)
                            + ")");
        }
        return numbers;
    }

    private static String kinds(List<ParquetColumn> columns) {
        return Wording.list(columns.stream()
                .map(column -> column.name() + " of " + column.kind())
                .toList());
    }

    /** Those that have one of the names, or begin as a pattern does. */
    private List<ParquetColumn> named(List<String> patterns, List<ParquetColumn> candidates) {
        List<ParquetColumn> numbers = candidates.stream()
                .filter(column -> column.isNumber() || column.isList())
                .toList();
        List<ParquetColumn> columns = List.copyOf(matching(patterns, " of numbers", "of data.columns", numbers));
        columns.stream()
                .filter(column -> !column.isNumber() && !column.isList())
                .findFirst()
                .ifPresent(this::refuse);
        if (columns.size() > 1 && columns.stream().anyMatch(ParquetColumn::isList)) {
            throw ParquetFooter.problem(
                    file,
                    "data.columns names a list of numbers beside others, expected one list or columns of numbers: "
                            + kinds(columns));
        }
        return columns;
    }

    /** @param candidates what the beginning of a name can stand for */
    private Set<ParquetColumn> matching(
            List<String> patterns, String kind, String purpose, List<ParquetColumn> candidates) {
        Set<ParquetColumn> chosen = new LinkedHashSet<>();
        for (String pattern : patterns) {
            if (!pattern.endsWith("*")) {
                chosen.add(named(pattern, purpose));
                continue;
            }
            String start = pattern.substring(0, pattern.length() - 1);
            List<ParquetColumn> columns = candidates.stream()
                    .filter(column -> column.name().startsWith(start))
                    .toList();
            if (columns.isEmpty()) {
                throw ParquetFooter.problem(
                        file,
                        "has no column" + kind + " that is named as " + Wording.quote(pattern) + " " + purpose
                                + " (columns: " + Wording.list(names()) + ")");
            }
            chosen.addAll(columns);
        }
        return chosen;
    }

    private void refuse(ParquetColumn column) {
        throw ParquetFooter.problem(
                file,
                "column " + Wording.quote(column.name()) + " holds " + column.kind()
                        + ", expected whole or floating-point numbers, or lists of them; write it as such, or name"
                        + " others with data.columns or data.ignore");
    }
}
