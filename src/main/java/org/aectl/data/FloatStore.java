package org.aectl.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.file.DataTooLargeException;
import org.jspecify.annotations.Nullable;

/** 32-bit floating-point numbers in chunks. Grows as data come in, never by what a file's header claims. */
public final class FloatStore implements MemoryStore {
    private static final int CHUNK_BITS = 22;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST = 1 << 10;

    private final List<float[]> chunks = new ArrayList<>();
    private float[] last = new float[0];
    private long length;

    /** @throws DataTooLargeException if Java's memory cannot hold so many */
    public void append(float value) throws DataTooLargeException {
        int place = (int) (length & (CHUNK - 1));
        if (place == 0) {
            DataTooLargeException.check(Float.BYTES * (length + CHUNK));
            last = new float[chunks.isEmpty() ? FIRST : CHUNK];
            chunks.add(last);
        } else if (place == last.length) {
            last = Arrays.copyOf(last, Math.min(CHUNK, 2 * place));
            chunks.set(chunks.size() - 1, last);
        }
        last[place] = value;
        length++;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long from, float[] target, int offset, int count) {
        int done = 0;
        while (done < count) {
            float[] chunk = chunks.get((int) ((from + done) >>> CHUNK_BITS));
            int place = (int) ((from + done) & (CHUNK - 1));
            int part = Math.min(count - done, chunk.length - place);
            System.arraycopy(chunk, place, target, offset + done, part);
            done += part;
        }
    }

    @Override
    public @Nullable ValueRange range() {
        return null;
    }

    @Override
    public MemoryStore rearranged(long count, Order source) {
        FloatStore result = new FloatStore();
        try {
            for (long i = 0; i < count; i++) {
                long from = source.at(i);
                result.append(chunks.get((int) (from >>> CHUNK_BITS))[(int) (from & (CHUNK - 1))]);
            }
        } catch (DataTooLargeException exception) {
            throw exception.asInvalidInput();
        }
        return result;
    }
}
