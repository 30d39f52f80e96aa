package org.aectl.output.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A table while it is written, a row after the other; its file appears whole or not at all. */
public interface TableWriter extends Closeable {
    /** The numbers of a row, by the columns' numbers from 0 on; those of narrower columns are rounded to these. */
    @FunctionalInterface
    interface Numbers {
        double at(int column);
    }

    /**
     * Appends a row.
     *
     * @param row its number
     * @param texts a text for each column of text
     * @param numbers of the columns of numbers
     */
    void write(int row, List<String> texts, Numbers numbers) throws IOException;

    /** Puts the file in its place; without this, closing leaves nothing behind. */
    void commit() throws IOException;
}
