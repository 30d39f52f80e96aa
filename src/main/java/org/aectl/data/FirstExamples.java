package org.aectl.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows of some examples. */
public record FirstExamples(Examples all, int count) implements Examples {
    /** @param count how many rows; more than there are means all */
    public FirstExamples {
        count = Math.min(count, all.count());
    }

    @Override
    public ExampleShape shape() {
        return all.shape();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        all.read(row, target, offset);
    }

    @Override
    public List<String> classes() {
        return all.classes();
    }

    @Override
    public int label(int row) {
        return all.label(row);
    }

    @Override
    public @Nullable ValueRange storedRange() {
        return all.storedRange();
    }
}
