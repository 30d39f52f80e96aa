package org.aectl.data;

/** The first rows of some examples. */
public final class FirstExamples extends ExamplesView {
    private final int count;

    /** @param count how many rows; more than there are means all */
    public FirstExamples(Examples all, int count) {
        super(all);
        this.count = Math.min(count, all.count());
    }

    @Override
    public int count() {
        return count;
    }
}
