package org.aectl.eval.classifier;

/** Tells the classes of rows. */
public interface Classifier {
    /**
     * The class numbers of rows.
     *
     * @param rows row by row, of the size of those it learnt from
     */
    int[] classify(float[] rows);
}
