package org.aectl.eval;

/** Which way a number is better. */
public enum Better {
    LOWER("\u2193"),
    HIGHER("\u2191"),
    /** As it depends, or only with others. */
    NEITHER("");

    private final String arrow;

    Better(String arrow) {
        this.arrow = arrow;
    }

    /** A title with an arrow up where more is better, and down where less is. */
    public String mark(String title) {
        return this == NEITHER ? title : title + " " + arrow;
    }

    /** Whether no other one of some values is better; of a single value there is no best. */
    public boolean isBest(double value, Iterable<Double> all) {
        int others = 0;
        for (double other : all) {
            if (!isAtLeast(value, other)) {
                return false;
            }
            others++;
        }
        return others > 1;
    }

    /** Whether a value is better than another one, or as good. */
    private boolean isAtLeast(double value, double other) {
        return this == LOWER ? value <= other : this == HIGHER && value >= other;
    }
}
