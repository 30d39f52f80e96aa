package org.aectl.data.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;

/**
 * Whether the first line of a CSV file names its columns, as its first lines show: text stands above numbers, or numbers that
 * count (0, 1, 2, ..., or years) above others that do not.
 */
public final class CsvHeader {
    /** So many numbers at one distance are no chance. */
    private static final int MANY = 8;

    private final Csv config;
    private final List<String> first;
    private final List<List<String>> others;
    private final CsvKinds kinds;

    private CsvHeader(Csv config, List<List<String>> lines) {
        this.config = config;
        this.first = lines.get(0).stream().map(String::strip).toList();
        this.others = lines.subList(1, lines.size());
        this.kinds = CsvKinds.of(first.size(), others);
    }

    /**
     * Finds out.
     *
     * @param lines of the file, at least one
     * @param learnt columns that a model was trained on
     */
    public static boolean isThere(Csv config, List<List<String>> lines, Columns learnt) {
        return switch (config.header()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> new CsvHeader(config, lines).isNames(learnt);
        };
    }

    private boolean isNames(Columns learnt) {
        if (learnt.areNamed() && new HashSet<>(first).containsAll(learnt.features())) {
            return true;
        }
        if (named().anyMatch(name -> CsvKinds.isText(name) && first.contains(name))) {
            return true;
        }
        boolean hasText = false;
        boolean hasNumbers = false;
        for (int column = 0; column < first.size(); column++) {
            if (CsvKinds.isText(first.get(column)) && !isNumbered(column)) {
                if (kinds.at(column) != CsvKinds.Kind.TEXT) {
                    return true;
                }
                hasText = true;
            }
            hasNumbers |= CsvKinds.isNumber(first.get(column));
        }
        if (hasText && (!hasNumbers || others.isEmpty())) {
            return new HashSet<>(first).size() == first.size();
        }
        return counts();
    }

    /** Columns that the config names. */
    private Stream<String> named() {
        Stream<String> single = Stream.of(config.label(), config.id()).flatMap(Stream::ofNullable);
        Stream<String> several = Stream.of(config.columns(), config.ignore())
                .flatMap(Stream::ofNullable)
                .flatMap(List::stream);
        return Stream.concat(single, several);
    }

    /** Whether a column holds text that says nothing about the header. */
    private boolean isNumbered(int column) {
        String number = Integer.toString(column);
        return number.equals(config.label()) || number.equals(config.id());
    }

    private boolean counts() {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < first.size(); column++) {
            if (CsvKinds.isNumber(first.get(column)) && !isNumbered(column)) {
                columns.add(column);
            } else if (!first.get(column).isEmpty() && kinds.at(column) != CsvKinds.Kind.TEXT) {
                return false;
            }
        }
        double[] names = values(first, columns);
        if (columns.size() < 2 || !areEvenlySpaced(names) || others.isEmpty() || mostOthersAreEvenlySpaced(columns)) {
            return false;
        }
        boolean isCount = names[1] - names[0] == 1 && (names[0] == 0 || names[0] == 1);
        if (columns.size() == 2) {
            return isCount && othersHaveFractions(columns);
        }
        return isCount || columns.size() >= MANY || (areWhole(names) && areOutside(names, columns));
    }

    /** Numbers of a line; NaN where it has none. */
    private static double[] values(List<String> line, List<Integer> columns) {
        return columns.stream()
                .mapToDouble(column -> column < line.size() ? CsvNumber.parse(line.get(column)) : Double.NaN)
                .toArray();
    }

    private static boolean areEvenlySpaced(double[] values) {
        double step = values[1] - values[0];
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i] - values[0] - i * step) <= 1e-6 * Math.abs(step))) {
                return false;
            }
        }
        return step != 0;
    }

    /** Whether none has a fraction; one that is missing has none. */
    private static boolean areWhole(double[] values) {
        for (double value : values) {
            if (value != Math.rint(value) && !Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    /** Data that count themselves, such as 1,2,3 above 4,5,6. Any two numbers are evenly spaced. */
    private boolean mostOthersAreEvenlySpaced(List<Integer> columns) {
        long spaced = others.stream()
                .filter(line -> areEvenlySpaced(values(line, columns)))
                .count();
        return columns.size() > 2 && 2 * spaced >= others.size();
    }

    private boolean othersHaveFractions(List<Integer> columns) {
        return others.stream().anyMatch(line -> !areWhole(values(line, columns)));
    }

    /** Whether each stands outside of the numbers below it. */
    private boolean areOutside(double[] names, List<Integer> columns) {
        for (int i = 0; i < names.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (List<String> line : others) {
                if (columns.get(i) < line.size() && CsvKinds.isNumber(line.get(columns.get(i)))) {
                    double value = CsvNumber.parse(line.get(columns.get(i)));
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            if (least <= names[i] && names[i] <= most) {
                return false;
            }
        }
        return true;
    }
}
