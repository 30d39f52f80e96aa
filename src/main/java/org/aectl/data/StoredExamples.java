package org.aectl.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Examples in a store of numbers: bytes stay bytes and become floats as they are read.
 *
 * @param labels one for each example or more (those of rows that were left out), or {@link Labels#NONE}
 * @param origins of each example
 */
public record StoredExamples(
        ValueStore values, int count, ExampleShape shape, Labels labels, Columns columns, Origins origins)
        implements Examples {
    public StoredExamples {
        if (values.length() < (long) count * shape.size()) {
            throw new IllegalArgumentException(values.length() + " values for " + count + " examples of " + shape);
        }
    }

    /** Rows of one file, from its first on, whose features have no names. */
    public StoredExamples(ValueStore values, int count, ExampleShape shape, Labels labels) {
        this(values, count, shape, labels, Columns.NONE, Origins.SAME);
    }

    public StoredExamples labelled(Labels newLabels) {
        return new StoredExamples(values, count, shape, newLabels, columns, origins);
    }

    @Override
    public void read(int row, float[] target, int offset) {
        values.read((long) row * shape.size(), target, offset, shape.size());
    }

    @Override
    public List<String> classes() {
        return labels.classes();
    }

    @Override
    public int label(int row) {
        if (!labelled()) {
            throw new IllegalStateException("the examples have no labels");
        }
        return labels.numbers()[row];
    }

    @Override
    public @Nullable ValueRange storedRange() {
        return values.range();
    }

    @Override
    public boolean inMemory() {
        return values instanceof MemoryStore;
    }
}
