package org.aectl.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.aectl.config.SourceConfig.Csv;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a CSV file is what.
 *
 * @param named whether the first line holds the names
 * @param names all columns' names in the file's order; their numbers where they have no names
 * @param label the label's column, -1 where there is none
 * @param features the features' columns, in the order that the examples have them
 */
record CsvColumns(boolean named, List<String> names, int label, List<Integer> features) {

    /** Whether one of the columns holds the labels, going by a file's first line. */
    static boolean hasLabels(Csv config, List<String> firstLine) {
        String label = config.label();
        boolean isNamed = config.header() != Csv.Header.NO
                && firstLine.stream().anyMatch(field -> field.strip().equals(label));
        return isNamed || labelNumber(label, firstLine.size()) >= 0;
    }

    /**
     * From a file's first line.
     *
     * @param training the columns of the training file, where this is the test file
     */
    static CsvColumns of(Content content, Csv config, List<String> firstLine, @Nullable CsvColumns training) {
        return training == null ? of(content, config, firstLine) : like(training, content, firstLine);
    }

    /** From the first line of the training file. */
    private static CsvColumns of(Content content, Csv config, List<String> firstLine) {
        int numbered = labelNumber(config.label(), firstLine.size());
        boolean named = switch (config.header()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> looksLikeNames(firstLine, numbered);
        };
        List<String> names = named ? checkedNames(content, firstLine) : numbers(firstLine.size());
        int label = config.label() == null ? -1 : labelColumn(content, config.label(), named, names);
        List<Integer> features = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            if (column != label) {
                features.add(column);
            }
        }
        if (features.isEmpty()) {
            throw content.problem("has no column beside the labels");
        }
        return new CsvColumns(named, names, label, features);
    }

    /** From the first line of the test file, whose columns may stand in another order if they have names. */
    private static CsvColumns like(CsvColumns training, Content content, List<String> firstLine) {
        if (!training.named) {
            if (firstLine.size() != training.names.size()) {
                throw content.problem(
                        "has " + firstLine.size() + " columns, but the training file has " + training.names.size());
            }
            return training;
        }
        List<String> names = checkedNames(content, firstLine);
        checkSameColumns(content, names, training.names);
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        List<Integer> features = training.features.stream()
                .map(column -> place(places, training.names.get(column)))
                .toList();
        int label = training.label < 0 ? -1 : place(places, training.names.get(training.label));
        return new CsvColumns(true, names, label, features);
    }

    private static int place(Map<String, Integer> places, String name) {
        return Objects.requireNonNull(places.get(name), name);
    }

    private static void checkSameColumns(Content content, List<String> found, List<String> expected) {
        List<String> missing = without(expected, found);
        List<String> unknown = without(found, expected);
        if (!missing.isEmpty()) {
            throw content.problem("has no column named " + Text.list(missing) + ", as the training file has");
        }
        if (!unknown.isEmpty()) {
            throw content.problem("has columns that the training file does not have: " + Text.list(unknown));
        }
    }

    private static List<String> without(List<String> names, Collection<String> others) {
        Set<String> set = new HashSet<>(others);
        return names.stream().filter(name -> !set.contains(name)).toList();
    }

    private static boolean looksLikeNames(List<String> fields, int label) {
        for (int column = 0; column < fields.size(); column++) {
            String field = fields.get(column).strip();
            if (column != label
                    && !field.isEmpty()
                    && Double.isNaN(CsvNumber.parse(field))
                    && !CsvRows.isNoValue(field)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> checkedNames(Content content, List<String> fields) {
        List<String> names = fields.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < names.size(); column++) {
            if (names.get(column).isEmpty()) {
                throw content.problem("line 1: column " + column + " (from 0) has no name");
            }
            if (!seen.add(names.get(column))) {
                throw content.problem("line 1: two columns are named " + Text.quote(names.get(column)));
            }
        }
        return names;
    }

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(String.valueOf(i));
        }
        return numbers;
    }

    private static int labelNumber(@Nullable String label, int columns) {
        if (label == null || !label.matches("\\d{1,9}")) {
            return -1;
        }
        int number = Integer.parseInt(label);
        return number < columns ? number : -1;
    }

    private static int labelColumn(Content content, String label, boolean named, List<String> names) {
        int byName = named ? names.indexOf(label) : -1;
        int column = byName >= 0 ? byName : labelNumber(label, names.size());
        if (column < 0) {
            throw content.problem("has no column " + Text.quote(label) + " for the labels"
                    + (named ? Text.suggestion(label, names) : "")
                    + (named
                            ? " (columns: " + Text.list(names) + ")"
                            : ", it has " + names.size() + " columns without names"));
        }
        return column;
    }
}
