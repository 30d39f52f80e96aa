package org.aectl.spark.load;

import java.io.Serializable;
import org.aectl.spark.connect.Floats;

/**
 * Some rows of a file on their way to a shard, and what else was seen in the file since the block before.
 *
 * @param firstRow number of its first row in the whole set
 * @param size numbers of a row
 * @param labels empty where there are none
 * @param tests rows of the test split
 * @param leftOut rows in no split
 */
public record RowBlock(int firstRow, int rows, int size, Floats values, int[] labels, long tests, long leftOut)
        implements Serializable {}
