package org.aectl.data;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the labels of a file row by row, empty ones too; the order of the classes is known only when all have been seen.
 */
public final class LabelBuilder {
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Long> firstPlaces = new ArrayList<>();
    private int[] values = new int[1024];
    private int count;

    /** @param place where the label stands (a line, a row) */
    public void add(String label, long place) {
        append(codeOf(label, place));
    }

    private int codeOf(String label, long place) {
        Integer code = codes.get(label);
        if (code == null) {
            code = names.size();
            codes.put(label, code);
            names.add(label);
            firstPlaces.add(place);
        }
        return code;
    }

    private void append(int code) {
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 8, 2L * count));
        }
        values[count++] = code;
    }

    /**
     * Adds the labels of the rows that follow.
     *
     * @param others whose places count from the end of this builder's rows
     * @param placesBefore how many places (lines, rows) there were up to here
     */
    public void addAll(LabelBuilder others, long placesBefore) {
        int[] codeOf = new int[others.names.size()];
        for (int code = 0; code < codeOf.length; code++) {
            codeOf[code] = codeOf(others.names.get(code), placesBefore + others.firstPlaces.get(code));
        }
        for (int row = 0; row < others.count; row++) {
            append(codeOf[others.values[row]]);
        }
    }

    public int count() {
        return count;
    }

    /** The labels that there are, in the order in which they were first seen; their places in this list are the codes. */
    public List<String> names() {
        return names;
    }

    /** Where each of the {@link #names} was first seen. */
    public List<Long> firstPlaces() {
        return firstPlaces;
    }

    /** The code of a row's label. */
    public int code(int row) {
        return values[row];
    }

    /**
     * Labels as they were collected before.
     *
     * @param codes one for each row
     */
    public static LabelBuilder of(List<String> names, List<Long> firstPlaces, int[] codes) {
        LabelBuilder labels = new LabelBuilder();
        for (int code = 0; code < names.size(); code++) {
            labels.codeOf(names.get(code), firstPlaces.get(code));
        }
        labels.values = codes;
        labels.count = codes.length;
        return labels;
    }

    /** The labels, with the classes in {@link #classOrder order}; none where all are empty. */
    public Labels build() {
        return build(List.of());
    }

    /**
     * The labels of test examples.
     *
     * @param known classes of the training data, whose numbers they keep
     */
    public Labels build(List<String> known) {
        List<String> named = names.stream().map(ClassNames::plain).toList();
        boolean isAnyNamed = named.stream().anyMatch(name -> !name.isEmpty());
        if (!isAnyNamed) {
            return Labels.NONE;
        }
        List<String> classes = ClassNames.extended(known, named);
        Map<String, Integer> numberOf = new HashMap<>();
        for (String name : classes) {
            numberOf.put(name, numberOf.size());
        }
        int[] numberOfCode = named.stream().mapToInt(numberOf::get).toArray();
        int[] numbers = new int[count];
        Arrays.setAll(numbers, row -> numberOfCode[values[row]]);
        return new Labels(classes, numbers);
    }

    /** Numeric if all names are whole numbers (2 before 10), alphabetical otherwise; no name at all comes last. */
    static Comparator<String> classOrder(List<String> names) {
        Comparator<String> order = Comparator.comparing(String::isEmpty);
        if (names.stream().allMatch(name -> name.isEmpty() || name.matches("-?\\d{1,100}"))) {
            return order.thenComparing(name -> name.isEmpty() ? BigInteger.ZERO : new BigInteger(name))
                    .thenComparing(Comparator.naturalOrder());
        }
        return order.thenComparing(Comparator.naturalOrder());
    }
}
