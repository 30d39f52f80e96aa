package org.aectl.config.bind;

import java.util.ArrayList;
import java.util.List;

/** Reads {@link Range} annotations. */
final class Ranges {
    private Ranges() {}

    static boolean contains(Range range, double value) {
        return value >= range.min()
                && value <= range.max()
                && (value > range.above() || range.above() == Double.NEGATIVE_INFINITY)
                && (value < range.below() || range.below() == Double.POSITIVE_INFINITY);
    }

    /** For instance {@code at least 0 and below 1}. */
    static String describe(Range range) {
        List<String> bounds = new ArrayList<>();
        add(bounds, "at least ", range.min());
        add(bounds, "above ", range.above());
        add(bounds, "at most ", range.max());
        add(bounds, "below ", range.below());
        return String.join(" and ", bounds);
    }

    private static void add(List<String> bounds, String words, double bound) {
        if (Double.isFinite(bound)) {
            bounds.add(words + number(bound));
        }
    }

    /** Whole numbers without a fraction. */
    static Number number(double bound) {
        return bound == Math.rint(bound) ? (Number) (long) bound : (Number) bound;
    }
}
