package org.aectl.data;

import java.util.List;
import java.util.Map;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.Wording;

/** Examples whose classes are numbered as a model knows them, by their names. */
public final class KnownClasses extends ExamplesView {
    private final Examples all;
    private final List<String> classes;
    private final int[] numbers;

    /**
     * @param name what messages call the examples
     * @param classes that the model knows, by class number
     * @throws InvalidInputException if the examples have no labels, or a class that the model does not know
     */
    public KnownClasses(Examples all, String name, List<String> classes) {
        super(all);
        if (!all.labelled()) {
            throw new InvalidInputException(name + ": the model is conditional on labels, one of "
                    + Wording.list(classes) + ", but these examples have none");
        }
        this.all = all;
        this.classes = classes;
        this.numbers = numbers(all.classes(), classes);
        check(all, name, classes);
    }

    /** @throws InvalidInputException if one of labelled examples has no label, or is of a class that is not known */
    public static void check(Examples all, String name, List<String> classes) {
        int[] numbers = numbers(all.classes(), classes);
        for (int row = 0; row < all.count(); row++) {
            if (numbers[all.label(row)] < 0) {
                throw new InvalidInputException(name + ": row " + all.origins().row(row) + " "
                        + named(all.classes().get(all.label(row))) + "; the model knows " + ClassNames.listed(classes));
            }
        }
    }

    private static int[] numbers(List<String> own, List<String> known) {
        Map<String, Integer> numbers = ClassNames.numbers(known);
        return own.stream()
                .mapToInt(name -> numbers.getOrDefault(ClassNames.plain(name), -1))
                .toArray();
    }

    private static String named(String name) {
        return name.isEmpty() ? "has no label" : "is of class " + Wording.quote(name);
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int label(int row) {
        return numbers[all.label(row)];
    }
}
