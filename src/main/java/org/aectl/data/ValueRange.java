package org.aectl.data;

import java.io.Serializable;

/** The smallest and the largest of some values. */
public record ValueRange(float minimum, float maximum) implements Serializable {
    /** What an unsigned byte can hold. */
    public static final ValueRange BYTE = new ValueRange(0, 255);

    /** The range of what is in any of at least one range. */
    public static ValueRange merged(Iterable<ValueRange> ranges) {
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (ValueRange range : ranges) {
            minimum = Math.min(minimum, range.minimum);
            maximum = Math.max(maximum, range.maximum);
        }
        return new ValueRange(minimum, maximum);
    }

    /** Whether no value of it is outside another one. */
    public boolean isWithin(ValueRange other) {
        return minimum >= other.minimum && maximum <= other.maximum;
    }

    /** The largest distance of a value from 0. */
    public float magnitude() {
        return Math.max(Math.abs(minimum), Math.abs(maximum));
    }

    /** How far the largest is from the smallest. */
    public double width() {
        return (double) maximum - minimum;
    }
}
