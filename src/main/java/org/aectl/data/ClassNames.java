package org.aectl.data;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aectl.data.file.Wording;

/** Names of classes. A row without a label is of the class without a name, which is the last of them. */
public final class ClassNames {
    private ClassNames() {}

    /** A name as it is compared: of a whole number, its digits, so that 1.0 is 1. */
    public static String plain(String name) {
        if (!name.matches("[+-]?\\d{1,100}(\\.0*)?")) {
            return name;
        }
        String digits = name.replaceFirst("\\..*", "").replaceFirst("^\\+", "");
        return digits.equals("-0") ? "0" : digits;
    }

    /** Several names as they are compared. */
    public static List<String> plain(List<String> names) {
        return names.stream().map(ClassNames::plain).toList();
    }

    /** The classes that have a name. */
    public static List<String> named(List<String> classes) {
        return classes.stream().filter(name -> !name.isEmpty()).toList();
    }

    /** As {@link #named}, for a message: only the first dozen of many. */
    public static String listed(List<String> classes) {
        return Wording.list(named(classes));
    }

    /** The number of each class by its plain name. */
    public static Map<String, Integer> numbers(List<String> classes) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < classes.size(); number++) {
            numbers.putIfAbsent(plain(classes.get(number)), number);
        }
        return numbers;
    }

    /**
     * The classes of several files, in the order that one file with all of them would have: numeric if all names are whole numbers
     * (2 before 10), alphabetical otherwise.
     */
    public static List<String> merged(Collection<String> names) {
        List<String> distinct = names.stream().distinct().toList();
        return distinct.stream().sorted(LabelBuilder.classOrder(distinct)).toList();
    }

    /**
     * The classes of test examples: those of the training data, with their numbers, and behind them in order those that the
     * training data lack, which are what outliers are looked for in.
     *
     * @param known classes of the training data
     * @param names that the test examples have
     */
    public static List<String> extended(List<String> known, Collection<String> names) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(merged(names));
        return List.copyOf(all);
    }
}
