package org.aectl.data;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aectl.config.InvalidInputException;

/** Collects the labels of a file row by row; the order of the classes is known only when all have been seen. */
final class LabelBuilder {
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Long> firstPlaces = new ArrayList<>();
    private int[] values = new int[1024];
    private int count;

    /** @param place where the label stands (a line, a row), for the error message about an unknown one */
    void add(String label, long place) {
        Integer code = codes.get(label);
        if (code == null) {
            code = names.size();
            codes.put(label, code);
            names.add(label);
            firstPlaces.add(place);
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = code;
    }

    int count() {
        return count;
    }

    /** The labels, with the classes in {@link #classOrder order}. */
    Labels build() {
        return numbered(names.stream().sorted(classOrder(names)).toList());
    }

    /**
     * The labels as numbers of classes that are known already.
     *
     * @param file the file they come from
     * @param placeName what a place is: "line" or "row"
     * @throws InvalidInputException if a label is none of the classes
     */
    Labels build(List<String> classes, String file, String placeName) {
        for (int code = 0; code < names.size(); code++) {
            if (!classes.contains(names.get(code))) {
                throw new InvalidInputException(file + ": " + placeName + " " + firstPlaces.get(code) + ": label '"
                        + names.get(code) + "' is none of the training data's: " + Text.list(classes));
            }
        }
        return numbered(classes);
    }

    private Labels numbered(List<String> classes) {
        Map<String, Integer> numberOf = new HashMap<>();
        for (String name : classes) {
            numberOf.put(name, numberOf.size());
        }
        int[] numberOfCode = names.stream().mapToInt(numberOf::get).toArray();
        int[] numbers = new int[count];
        Arrays.setAll(numbers, row -> numberOfCode[values[row]]);
        return new Labels(classes, numbers);
    }

    /** Numeric if all names are whole numbers (2 before 10), alphabetical otherwise. */
    static Comparator<String> classOrder(List<String> names) {
        if (names.stream().allMatch(name -> name.matches("-?\\d{1,100}"))) {
            return Comparator.<String, BigInteger>comparing(BigInteger::new).thenComparing(Comparator.naturalOrder());
        }
        return Comparator.naturalOrder();
    }
}
