package org.aectl.spark.infer;

import java.io.Serializable;

/**
 * What a file came to.
 *
 * @param sum of the rows' numbers; NaN where they have none
 */
public record PartResult(int rows, double sum) implements Serializable {}
