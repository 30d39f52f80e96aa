package org.aectl.data;

import java.util.List;
import org.aectl.config.InvalidInputException;

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
                    + String.join(", ", classes) + ", but these examples have none");
        }
        this.all = all;
        this.classes = classes;
        this.numbers = all.classes().stream().mapToInt(classes::indexOf).toArray();
        for (int row = 0; row < all.count(); row++) {
            if (numbers[all.label(row)] < 0) {
                throw new InvalidInputException(name + ": row " + row + " is of class "
                        + Text.quote(all.classes().get(all.label(row))) + "; the model knows "
                        + String.join(", ", classes));
            }
        }
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
