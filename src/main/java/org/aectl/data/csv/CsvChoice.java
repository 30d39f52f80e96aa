package org.aectl.data.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the columns of a CSV file.
 *
 * @param named whether the columns have names
 * @param names in the file's order; their numbers where they have none
 * @param lines the first ones below the names
 */
public record CsvChoice(ByteSource content, Csv config, boolean named, List<String> names, List<List<String>> lines) {

    /** As the config says; without a word of it, all columns of numbers. */
    CsvColumns ofConfig() {
        int label = config.label() == null ? -1 : column(config.label(), "for the labels");
        int id = config.id() == null ? -1 : column(config.id(), "of data.id");
        Set<Integer> left = new HashSet<>(List.of(label, id));
        if (config.ignore() != null) {
            left.addAll(matching(config.ignore(), "of data.ignore", Set.of()));
        }
        List<Integer> passedOver = new ArrayList<>();
        List<Integer> features = new ArrayList<>();
        if (config.columns() != null) {
            features.addAll(matching(config.columns(), "of data.columns", left));
        } else {
            CsvKinds kinds = CsvKinds.of(names.size(), lines);
            for (int column = 0; column < names.size(); column++) {
                if (!left.contains(column)) {
                    (isPassedOver(column, kinds) ? passedOver : features).add(column);
                }
            }
        }
        if (features.isEmpty()) {
            throw content.problem(
                    passedOver.isEmpty()
                            ? "has no column beside the labels"
                            : "has no column of numbers"
                                    + (names.size() == 1 ? "" : " (columns: " + Wording.list(names) + ")")
                                    + CsvDialect.hint(config, lines));
        }
        if (named) {
            checkNames(features);
        }
        return new CsvColumns(named, names, label, id, features, passedOver);
    }

    private void checkNames(List<Integer> features) {
        for (int column : features) {
            if (names.get(column).isEmpty()) {
                throw content.problem("line 1: column " + column + " (from 0) has no name");
            }
        }
        // Columns without a name that are passed over are in nobody's way.
        checkDistinct(names.stream().filter(name -> !name.isEmpty()).toList());
    }

    private void checkDistinct(List<String> checked) {
        Set<String> seen = new HashSet<>();
        for (String name : checked) {
            if (!seen.add(name)) {
                throw content.problem("line 1: two columns are named " + Wording.quote(name)
                        + (config.header() == Csv.Header.AUTO
                                ? " (data.header no takes the first line for an example)"
                                : ""));
            }
        }
    }

    /** Text, the index that pandas adds, and what trailing delimiters make. */
    private boolean isPassedOver(int column, CsvKinds kinds) {
        boolean isNameless = named && names.get(column).isEmpty();
        if (kinds.at(column) == CsvKinds.Kind.NUMBERS) {
            return isNameless && column == 0 && isIndex();
        }
        if (kinds.at(column) == CsvKinds.Kind.NOTHING) {
            return isNameless;
        }
        String decimal = CsvDialect.decimalComma(column, lines);
        if (decimal != null) {
            String hint = names.size() == 1 ? CsvDialect.hint(config, lines) : "";
            throw content.problem(
                    "column " + shown(column) + " holds numbers with commas, such as " + Wording.quote(decimal)
                            + ", expected a point before decimals and nothing between thousands"
                            + (hint.isEmpty() ? " (data.ignore leaves columns out)" : hint));
        }
        return true;
    }

    /** Whole numbers, none of which is there twice. */
    private boolean isIndex() {
        Set<Double> seen = new HashSet<>();
        return lines.stream()
                .mapToDouble(line -> CsvNumber.parse(line.get(0)))
                .allMatch(value -> value == Math.rint(value) && seen.add(value));
    }

    /** Those of a model or a training file; others are passed over. By position where there are no names here. */
    CsvColumns like(Columns learnt) {
        if (!named) {
            return likeInPlace(learnt);
        }
        Set<String> here = Set.copyOf(names);
        List<String> missing =
                learnt.features().stream().filter(name -> !here.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw content.problem("has no column named " + Wording.list(missing) + ", as the training data have"
                    + suggestion(missing, learnt.features()));
        }
        int label = config.label() == null ? -1 : column(config.label(), "for the labels");
        int id = config.id() == null ? -1 : column(config.id(), "of data.id");
        Set<String> wanted = Set.copyOf(learnt.features());
        checkDistinct(names.stream().filter(wanted::contains).toList());
        return new CsvColumns(true, names, label, id, places(learnt, names), List.of());
    }

    /** Of the features among columns that they are all among. */
    private static List<Integer> places(Columns learnt, List<String> columns) {
        Map<String, Integer> places = Columns.places(columns);
        return learnt.features().stream()
                .map(name -> Objects.requireNonNull(places.get(name), name))
                .toList();
    }

    private String suggestion(List<String> missing, List<String> known) {
        if (missing.size() > 1) {
            return "";
        }
        List<String> others =
                names.stream().filter(name -> !known.contains(name)).toList();
        return Wording.suggestion(missing.get(0), others);
    }

    /** The places of all columns, or of the features and perhaps a label. */
    private CsvColumns likeInPlace(Columns learnt) {
        boolean isWhole = names.size() == learnt.all().size();
        int label = config.label() != null && !config.label().equals(learnt.label())
                ? column(config.label(), "for the labels")
                : isWhole ? learnt.all().indexOf(learnt.label()) : -1;
        List<Integer> others = IntStream.range(0, names.size())
                .filter(column -> column != label)
                .boxed()
                .toList();
        if (isWhole) {
            List<Integer> features = places(learnt, learnt.all());
            return new CsvColumns(false, names, label, learnt.all().indexOf(learnt.id()), features, List.of());
        }
        if (others.size() != learnt.features().size()) {
            throw content.problem("has " + names.size() + " columns without names, but the training data have "
                    + learnt.all().size() + " (" + Wording.list(learnt.all())
                    + "); names in the first line tell which is which");
        }
        return new CsvColumns(false, names, label, -1, others, List.of());
    }

    /** The place of a column that the config names. */
    public int column(String column, String purpose) {
        int byName = named ? names.indexOf(column) : -1;
        int found = byName >= 0 ? byName : number(column, names.size());
        if (found < 0) {
            throw content.problem("has no column " + Wording.quote(column) + " " + purpose
                    + (named ? Wording.suggestion(column, names) : "")
                    + (named
                            ? " (columns: " + Wording.list(names) + ")"
                            : ", it has " + names.size() + " columns without names"));
        }
        return found;
    }

    /** The number of a column that a text stands for; -1 if it stands for none. */
    static int number(@Nullable String text, int columns) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number < columns ? number : -1;
    }

    /**
     * Columns by their names, or by the beginnings of them.
     *
     * @param without what a beginning does not stand for
     */
    private Set<Integer> matching(List<String> patterns, String purpose, Set<Integer> without) {
        Set<Integer> columns = new LinkedHashSet<>();
        for (String pattern : patterns) {
            if (!pattern.endsWith("*") || names.contains(pattern)) {
                columns.add(column(pattern, purpose));
                continue;
            }
            String start = pattern.substring(0, pattern.length() - 1);
            int before = columns.size();
            for (int column = 0; column < names.size(); column++) {
                if (names.get(column).startsWith(start) && !without.contains(column)) {
                    columns.add(column);
                }
            }
            if (columns.size() == before) {
                throw content.problem("has no column that is named as " + Wording.quote(pattern) + " " + purpose
                        + " (columns: " + Wording.list(names) + ")");
            }
        }
        return columns;
    }

    private String shown(int column) {
        return named ? Wording.quote(names.get(column)) : column + " (from 0)";
    }
}
