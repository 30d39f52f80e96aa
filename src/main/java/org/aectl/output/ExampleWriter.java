package org.aectl.output;

import java.io.IOException;

/** Takes examples one by one and writes them to files, which appear whole or not at all. */
public interface ExampleWriter extends AutoCloseable {
    /**
     * Writes one example.
     *
     * @param row its number
     * @param values in the units of the data
     */
    void write(int row, float[] values) throws IOException;

    /** Puts the files in their places; without this, closing leaves nothing behind. */
    void commit() throws IOException;

    @Override
    void close() throws IOException;
}
