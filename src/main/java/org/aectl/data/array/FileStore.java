package org.aectl.data.array;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.aectl.data.ValueRange;
import org.aectl.data.ValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an uncompressed array that stay in their file and are read when they are asked for, for data larger than
 * memory. Read by position, not mapped: pages of a mapping count as memory of this process, and a file that is cut short
 * meanwhile would end it. The file is let go when nothing refers to the store any more.
 */
public final class FileStore implements ValueStore {
    private static final int BUFFER = 1 << 16;
    private static final Cleaner CLEANER = Cleaner.create();

    private final ArrayReader array;
    private final long length;
    private final FileChannel channel;
    private final Check check;
    /** Several threads read at once. */
    private final ThreadLocal<Window> windows;

    /** Whether bytes of a file are what they should be. */
    @FunctionalInterface
    public interface Check {
        /** @throws org.aectl.base.InvalidInputException if they are not */
        void check(long position, int bytes) throws IOException;
    }

    /**
     * Opens the file a second time.
     *
     * @param array row by row in an uncompressed file
     * @param length how many of its numbers are used
     */
    public FileStore(ArrayReader array, Path file, long length) throws IOException {
        this(array, FileChannel.open(file, StandardOpenOption.READ), length, (position, bytes) -> {});
    }

    /**
     * Takes over an open file.
     *
     * @param array what it holds, row by row
     * @param length how many of its numbers are used
     * @param check is asked before bytes are read
     */
    public FileStore(ArrayReader array, FileChannel channel, long length, Check check) {
        this.array = array;
        this.length = length;
        this.channel = channel;
        this.check = check;
        this.windows = ThreadLocal.withInitial(Window::new);
        CLEANER.register(this, () -> close(channel));
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // it was only read, and nobody is left to be told
        }
    }

    @Override
    public long length() {
        return length;
    }

    /** @throws org.aectl.base.InvalidInputException if the file cannot be read, or holds a number that is not finite */
    @Override
    public void read(long from, float[] target, int offset, int count) {
        try {
            windows.get().read(from, target, offset, count);
        } catch (IOException exception) {
            throw array.problem(exception);
        }
    }

    /**
     * The part of the numbers that a thread read last. Where it reads on from there, much is read at once: a call to the
     * system for every short row takes as long as everything else.
     */
    private final class Window {
        private final int width = array.header().type().bytes();
        private final ByteBuffer buffer =
                ByteBuffer.allocateDirect(BUFFER).order(array.header().order());
        private long first;
        private int count;

        void read(long from, float[] target, int offset, int wanted) throws IOException {
            for (int done = 0; done < wanted; ) {
                long next = from + done;
                if (next < first || next >= first + count) {
                    fill(next, wanted - done);
                }
                int skipped = (int) (next - first);
                int part = Math.min(count - skipped, wanted - done);
                array.copy(buffer, skipped, part, next, target, offset + done);
                done += part;
            }
        }

        private void fill(long from, int wanted) throws IOException {
            boolean readsOn = from == first + count;
            long most = Math.min(BUFFER / width, readsOn ? length - from : wanted);
            first = from;
            count = 0;
            buffer.clear().limit((int) most * width);
            long position = array.header().bytes() + from * width;
            check.check(position, buffer.remaining());
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new IOException("the file has become shorter");
                }
            }
            count = (int) most;
        }
    }

    @Override
    public @Nullable ValueRange range() {
        return array.header().type() == ElementType.UBYTE ? ValueRange.BYTE : null;
    }
}
