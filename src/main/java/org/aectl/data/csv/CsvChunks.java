package org.aectl.data.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts the text of a CSV file between records, without reading what is in them. */
final class CsvChunks {
    private final InputStream stream;
    private final CsvRecordEnds ends;
    private final int size;
    private final int most;
    private byte[] rest = new byte[0];
    private boolean begun;
    private boolean ended;

    /**
     * Begins.
     *
     * @param size how many bytes a chunk has as long as records are shorter than that
     * @param most how many bytes a record may have
     */
    CsvChunks(InputStream stream, CsvRecordEnds ends, int size, int most) {
        this.stream = stream;
        this.ends = ends;
        this.size = size;
        this.most = most;
    }

    /**
     * The next part of the text.
     *
     * @return null at the end
     * @throws LongRecordException if a record is longer than is allowed
     */
    @Nullable
    Chunk next() throws IOException {
        byte[] bytes = Arrays.copyOf(rest, Math.max(size, rest.length));
        int filled = rest.length;
        int end = 0;
        ends.restart(!begun);
        for (int scanned = 0; !ended; scanned = filled) {
            if (filled == bytes.length) {
                if (filled >= most) {
                    throw new LongRecordException();
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * filled));
            }
            int read = stream.readNBytes(bytes, filled, bytes.length - filled);
            filled += read;
            ended = filled < bytes.length;
            end = ended ? filled : ends.last(bytes, scanned, filled);
            if (end > 0) {
                break;
            }
        }
        if (end == 0) {
            return null;
        }
        rest = Arrays.copyOfRange(bytes, end, filled);
        boolean fromStart = !begun;
        begun = true;
        return new Chunk(bytes, end, fromStart);
    }

    /** A record so long that it can hardly be one; an unclosed quote makes the rest of a file look like this. */
    static final class LongRecordException extends IOException {}

    /**
     * A piece of a CSV file's text that begins and ends where records do.
     *
     * @param bytes begin with it
     * @param length how many of them are the chunk's
     * @param fromStart whether it is the first one of its file
     */
    record Chunk(byte[] bytes, int length, boolean fromStart) {
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
}
