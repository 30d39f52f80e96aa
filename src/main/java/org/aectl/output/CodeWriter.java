package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes the codes of all examples in turn and writes them to files, which appear whole or not at all. */
public interface CodeWriter extends AutoCloseable {
    /**
     * Writes the codes of some examples.
     *
     * @param rows numbers of the examples
     * @param codes [rows x units]
     * @param logVariances [rows x units]; empty where they are not written
     */
    void write(int[] rows, float[] codes, float[] logVariances) throws IOException;

    /**
     * Puts the files in their places; without this, closing leaves nothing behind.
     *
     * @return the files
     */
    List<Path> commit() throws IOException;

    @Override
    void close() throws IOException;
}
