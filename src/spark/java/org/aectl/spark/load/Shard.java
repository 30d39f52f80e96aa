package org.aectl.spark.load;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.aectl.spark.connect.Floats;

/**
 * A part of a split that one worker holds in memory: raw values, row after row in the order of the whole set.
 *
 * @param number from 0, among the shards of all splits
 * @param values {@code rows * features} numbers
 * @param labels the class number of each row; empty where there are no labels
 * @param tests rows of the test split that were seen while this shard was filled
 * @param leftOut rows in no split, likewise
 */
public record Shard(int number, int rows, Floats values, int[] labels, long tests, long leftOut)
        implements Serializable {
    /**
     * Puts the blocks of a shard together, in whatever order they come.
     *
     * @param number of the shard
     */
    public static Shard of(int number, Iterator<RowBlock> blocks) {
        List<RowBlock> inOrder = new ArrayList<>();
        blocks.forEachRemaining(inOrder::add);
        // Each block is of one file, whose rows follow each other.
        inOrder.sort(Comparator.comparingInt(RowBlock::firstRow));
        int rows = inOrder.stream().mapToInt(RowBlock::rows).sum();
        int size = inOrder.isEmpty() ? 0 : inOrder.get(0).size();
        boolean isLabelled = inOrder.stream().anyMatch(block -> block.labels().length > 0);
        float[] values = new float[Math.multiplyExact(rows, size)];
        int[] labels = new int[isLabelled ? rows : 0];
        int done = 0;
        long tests = 0;
        long leftOut = 0;
        for (RowBlock block : inOrder) {
            System.arraycopy(block.values().values(), 0, values, done * size, block.rows() * size);
            System.arraycopy(block.labels(), 0, labels, isLabelled ? done : 0, block.labels().length);
            done += block.rows();
            tests += block.tests();
            leftOut += block.leftOut();
        }
        return new Shard(number, rows, new Floats(values), labels, tests, leftOut);
    }
}
