package org.aectl.data.csv;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A piece of a CSV file's text that begins and ends where records do.
 *
 * @param bytes begin with it
 * @param length how many of them are the chunk's
 * @param fromStart whether it is the first one of its file
 */
record CsvChunk(byte[] bytes, int length, boolean fromStart) {
    InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, length);
    }

    /** How many line breaks it has, as FastCSV counts lines: \n, \r and \r\n are one, in quotes as well. */
    long lineBreaks() {
        long breaks = 0;
        byte before = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b == '\r' || (b == '\n' && before != '\r')) {
                breaks++;
            }
            before = b;
        }
        return breaks;
    }
}
