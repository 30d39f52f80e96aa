package org.aectl.data;

import java.util.Collection;
import java.util.List;

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
}
