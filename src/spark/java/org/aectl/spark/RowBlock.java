package org.aectl.spark;

import java.io.Serializable;

/** Some rows of a file on their way to a shard, and what else was seen in the file since the block before. */
final class RowBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int firstRow;
    private final int rows;
    private final int size;
    private final float[] values;
    private final int[] labels;
    private final long tests;
    private final long leftOut;

    /**
     * @param firstRow number of its first row in the whole set
     * @param size numbers of a row
     * @param labels empty where there are none
     */
    RowBlock(int firstRow, int rows, int size, float[] values, int[] labels, long tests, long leftOut) {
        this.firstRow = firstRow;
        this.rows = rows;
        this.size = size;
        this.values = values;
        this.labels = labels;
        this.tests = tests;
        this.leftOut = leftOut;
    }

    int firstRow() {
        return firstRow;
    }

    int rows() {
        return rows;
    }

    int size() {
        return size;
    }

    float[] values() {
        return values;
    }

    int[] labels() {
        return labels;
    }

    long tests() {
        return tests;
    }

    long leftOut() {
        return leftOut;
    }
}
