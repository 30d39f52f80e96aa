package org.aectl.data.batch;

/** A portion that is made row by row: in any order, by several threads at once. */
public interface Assembly<P extends Portion> {
    /** How many rows there are to be made. */
    int rows();

    /**
     * Makes one.
     *
     * @param row from 0 to {@code rows() - 1}, each once
     */
    void make(int row);

    /** The portion, once all rows are made. */
    P batch();

    /** Makes all rows. */
    default P made() {
        for (int row = 0; row < rows(); row++) {
            make(row);
        }
        return batch();
    }
}
