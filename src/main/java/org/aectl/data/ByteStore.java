package org.aectl.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.file.DataTooLargeException;

/** Unsigned bytes in chunks. Grows as data come in, never by what a file's header claims. */
public final class ByteStore implements MemoryStore {
    private static final int CHUNK_BITS = 24;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST = 1 << 12;

    private final List<byte[]> chunks = new ArrayList<>();
    private long length;

    /** @throws DataTooLargeException if Java's memory cannot hold so many */
    public void append(byte[] source, int offset, int count) throws DataTooLargeException {
        int done = 0;
        while (done < count) {
            int place = (int) (length & (CHUNK - 1));
            byte[] chunk = chunkWithRoom(place);
            int part = Math.min(count - done, chunk.length - place);
            System.arraycopy(source, offset + done, chunk, place, part);
            done += part;
            length += part;
        }
    }

    private byte[] chunkWithRoom(int place) throws DataTooLargeException {
        if (place == 0) {
            DataTooLargeException.check(length + CHUNK);
            byte[] chunk = new byte[chunks.isEmpty() ? FIRST : CHUNK];
            chunks.add(chunk);
            return chunk;
        }
        int last = chunks.size() - 1;
        if (place == chunks.get(last).length) {
            chunks.set(last, Arrays.copyOf(chunks.get(last), Math.min(CHUNK, 2 * place)));
        }
        return chunks.get(last);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long from, float[] target, int offset, int count) {
        int done = 0;
        while (done < count) {
            byte[] chunk = chunks.get((int) ((from + done) >>> CHUNK_BITS));
            int place = (int) ((from + done) & (CHUNK - 1));
            int part = Math.min(count - done, chunk.length - place);
            for (int i = 0; i < part; i++) {
                target[offset + done + i] = chunk[place + i] & 0xFF;
            }
            done += part;
        }
    }

    @Override
    public ValueRange range() {
        return ValueRange.BYTE;
    }

    @Override
    public MemoryStore rearranged(long count, Order source) {
        ByteStore result = new ByteStore();
        byte[] buffer = new byte[1 << 13];
        try {
            for (long start = 0; start < count; start += buffer.length) {
                int part = (int) Math.min(buffer.length, count - start);
                for (int i = 0; i < part; i++) {
                    long from = source.at(start + i);
                    buffer[i] = chunks.get((int) (from >>> CHUNK_BITS))[(int) (from & (CHUNK - 1))];
                }
                result.append(buffer, 0, part);
            }
        } catch (DataTooLargeException exception) {
            throw exception.asInvalidInput();
        }
        return result;
    }
}
