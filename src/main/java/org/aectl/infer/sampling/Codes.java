package org.aectl.infer.sampling;

/** A numbered list of codes that are to be decoded; and, for a conditional model, the class that each is decoded as. */
public interface Codes {
    /** How many codes there are. */
    int count();

    /**
     * Writes one code to {@code target[offset] ...}, one number for each unit.
     *
     * @param row from 0 to {@code count() - 1}
     */
    void read(int row, float[] target, int offset);

    /** The class number of one code; any number where the model is not conditional. */
    int label(int row);
}
