package org.aectl.data;

import java.util.List;

/**
 * The class of each example of a file.
 *
 * @param classes names of the classes, by class number; empty where there are no labels
 * @param numbers the class number of each example; not to be changed
 */
public record Labels(List<String> classes, int[] numbers) {
    public static final Labels NONE = new Labels(List.of(), new int[0]);

    int count() {
        return numbers.length;
    }
}
