package org.aectl.infer;

import java.io.IOException;

/** Takes reconstructions one by one and writes them to files. */
public interface ReconstructionRows extends AutoCloseable {
    /**
     * Writes one reconstruction.
     *
     * @param row number of the example
     * @param values in the units of the data, {@code shape.size()} of them from the offset on
     */
    void write(int row, float[] values, int offset) throws IOException;

    /** Puts the files in their places; without this, closing leaves nothing behind. */
    void commit() throws IOException;

    @Override
    void close() throws IOException;
}
