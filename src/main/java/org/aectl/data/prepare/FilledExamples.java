package org.aectl.data.prepare;

import org.aectl.data.Examples;
import org.aectl.data.ExamplesView;

/** Other examples with numbers in the place of missing values, which are NaN. */
final class FilledExamples extends ExamplesView {
    private final Examples all;
    private final float[] fill;

    /** @param fill a number for each feature, or a single one for all; not to be changed */
    FilledExamples(Examples all, float[] fill) {
        super(all);
        this.all = all;
        this.fill = fill;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        all.read(row, target, offset);
        fill(target, offset, shape().size(), fill);
    }

    /** Fills one example, the {@code features} numbers from {@code offset} on, in place. */
    static void fill(float[] values, int offset, int features, float[] fill) {
        int last = fill.length - 1;
        for (int i = 0; i < features; i++) {
            if (Float.isNaN(values[offset + i])) {
                values[offset + i] = fill[Math.min(i, last)];
            }
        }
    }
}
