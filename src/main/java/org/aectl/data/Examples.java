package org.aectl.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A numbered collection of examples of one shape with raw, unscaled values; and, where there are labels, the class of
 * each. Safe to read from several threads.
 */
public interface Examples {
    /** How many examples there are. */
    int count();

    ExampleShape shape();

    /**
     * Writes the raw values of one example to {@code target[offset] ... target[offset + shape().size() - 1]}, in the
     * order that {@link ExampleShape} describes.
     *
     * @param row from 0 to {@code count() - 1}
     */
    void read(int row, float[] target, int offset);

    /** Names of the classes, by class number; empty where the examples have no labels. */
    List<String> classes();

    /**
     * The class number of one example; that of the class without a name where it has no label.
     *
     * @throws IllegalStateException if the examples have no labels
     */
    int label(int row);

    /** The range that the storage fixes for all values (0 to 255 for bytes); null where any number may come. */
    @Nullable
    ValueRange storedRange();

    /** Whether reading never waits for a disk. */
    boolean inMemory();

    /** The names of a table's columns. */
    default Columns columns() {
        return Columns.NONE;
    }

    /** Where each of them comes from. */
    default Origins origins() {
        return Origins.SAME;
    }

    default boolean labelled() {
        return !classes().isEmpty();
    }

    /** Whether one example has a label. */
    default boolean hasLabel(int row) {
        return labelled() && !classes().get(label(row)).isEmpty();
    }
}
