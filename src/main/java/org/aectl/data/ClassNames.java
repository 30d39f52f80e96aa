package org.aectl.data;

import java.util.Collection;
import java.util.List;
import org.aectl.config.InvalidInputException;

/** Names of classes. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * The classes of several files, in the order that one file with all of them would have: numeric if all names are whole numbers
     * (2 before 10), alphabetical otherwise.
     */
    public static List<String> merged(Collection<String> names) {
        List<String> distinct = names.stream().distinct().toList();
        return distinct.stream().sorted(LabelBuilder.classOrder(distinct)).toList();
    }

    /**
     * Refuses labels of test examples that no training example has.
     *
     * @param labels of the test examples
     * @param file that they are in
     * @param classes of the training examples
     * @throws InvalidInputException if a label is none of the classes
     */
    public static void checkKnown(Collection<String> labels, String file, List<String> classes) {
        for (String label : labels) {
            if (!classes.contains(label)) {
                throw new InvalidInputException(file + ": " + unknown(label, classes));
            }
        }
    }

    /** Why a label cannot be used. */
    static String unknown(String label, List<String> classes) {
        return "label " + Text.quote(label) + " is none of the training data's: " + Text.list(classes);
    }
}
