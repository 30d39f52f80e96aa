package org.aectl.data;

/** Some rows of other examples, in an order of their own. */
public final class SelectedExamples extends ExamplesView {
    private final Examples all;
    private final int[] rows;

    /** @param rows their numbers among the others; not to be changed */
    public SelectedExamples(Examples all, int[] rows) {
        super(all);
        this.all = all;
        this.rows = rows;
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        all.read(rows[row], target, offset);
    }

    @Override
    public int label(int row) {
        return all.label(rows[row]);
    }
}
