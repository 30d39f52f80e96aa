package org.aectl.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.aectl.data.file.DataTooLargeException;
import org.jspecify.annotations.Nullable;

/** A text for each row, in little memory. */
public final class TextColumn {
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int count;

    /** Texts by row that are read when somebody asks for one: most uses of a model never do. */
    public static IntFunction<String> later(Supplier<TextColumn> reading) {
        Supplier<TextColumn> once = new Supplier<>() {
            private @Nullable TextColumn texts;

            @Override
            public synchronized TextColumn get() {
                if (texts == null) {
                    texts = reading.get();
                }
                return texts;
            }
        };
        return row -> once.get().get(row);
    }

    /** @throws DataTooLargeException if Java's memory cannot hold so much */
    public void add(String text) throws DataTooLargeException {
        byte[] added = text.getBytes(StandardCharsets.UTF_8);
        int start = count == 0 ? 0 : ends[count - 1];
        long needed = (long) start + added.length;
        if (needed > bytes.length) {
            DataTooLargeException.check(needed > MOST_BYTES ? Long.MAX_VALUE : Math.max(needed, 2L * bytes.length));
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, 2L * bytes.length)));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, (int) Math.min(MOST_BYTES, 2L * count));
        }
        System.arraycopy(added, 0, bytes, start, added.length);
        ends[count++] = (int) needed;
    }

    public String get(int row) {
        int start = row == 0 ? 0 : ends[row - 1];
        return new String(bytes, start, ends[row] - start, StandardCharsets.UTF_8);
    }

    int count() {
        return count;
    }
}
