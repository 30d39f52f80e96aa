package org.aectl.report.image;

import org.aectl.data.Examples;
import org.aectl.data.ValueRange;

/** Which raw values pictures of some examples show as black and white. */
public final class DisplayRange {
    /** Extremes of this many examples stand for those of all. */
    private static final int SAMPLE = 64;

    private DisplayRange() {}

    /** What the storage fixes, or else the extremes of the first examples. */
    public static ValueRange of(Examples examples) {
        ValueRange stored = examples.storedRange();
        if (stored != null) {
            return stored;
        }
        float[] values = new float[examples.shape().size()];
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < Math.min(SAMPLE, examples.count()); row++) {
            examples.read(row, values, 0);
            for (float value : values) {
                // Not so of a missing value, which is NaN.
                minimum = value < minimum ? value : minimum;
                maximum = value > maximum ? value : maximum;
            }
        }
        return new ValueRange(minimum, maximum);
    }
}
