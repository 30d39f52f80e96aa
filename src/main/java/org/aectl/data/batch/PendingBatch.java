package org.aectl.data.batch;

/** A batch whose rows are filled one by one: in any order, by several threads at once. */
public interface PendingBatch<B extends TrainingUnit> {
    /** How many rows it has. */
    int rows();

    /**
     * Fills one.
     *
     * @param row from 0 to {@code rows() - 1}, each once
     */
    void fillRow(int row);

    /** The batch, once all rows are filled. */
    B batch();

    /** Fills all rows. */
    default B filled() {
        for (int row = 0; row < rows(); row++) {
            fillRow(row);
        }
        return batch();
    }
}
