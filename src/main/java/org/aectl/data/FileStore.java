package org.aectl.data;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an uncompressed array that stay in their file and are read when they are asked for, for data larger than
 * memory. Read by position, not mapped: pages of a mapping count as memory of this process, and a file that is cut short
 * meanwhile would end it. The file is let go when nothing refers to the store any more.
 */
final class FileStore implements ValueStore {
    private static final int BUFFER = 1 << 16;
    private static final Cleaner CLEANER = Cleaner.create();

    private final ArrayReader array;
    private final long length;
    private final FileChannel channel;
    /** Several threads read at once. */
    private final ThreadLocal<ByteBuffer> buffers;

    /**
     * Opens the file a second time.
     *
     * @param array row by row in an uncompressed file
     * @param length how many of its numbers are used
     */
    FileStore(ArrayReader array, Path file, long length) throws IOException {
        this.array = array;
        this.length = length;
        FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
        this.channel = opened;
        this.buffers = ThreadLocal.withInitial(
                () -> ByteBuffer.allocateDirect(BUFFER).order(array.header().order()));
        CLEANER.register(this, () -> close(opened));
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

    /** @throws org.aectl.config.InvalidInputException if the file cannot be read, or holds a number that is not finite */
    @Override
    public void read(long from, float[] target, int offset, int count) {
        ByteBuffer buffer = buffers.get();
        int most = BUFFER / array.header().type().bytes();
        try {
            for (int done = 0; done < count; ) {
                int part = Math.min(most, count - done);
                fill(buffer, from + done, part);
                array.copy(buffer, part, from + done, target, offset + done);
                done += part;
            }
        } catch (IOException exception) {
            throw array.problem(exception);
        }
    }

    private void fill(ByteBuffer buffer, long first, int count) throws IOException {
        int width = array.header().type().bytes();
        long position = array.header().bytes() + first * width;
        buffer.clear().limit(count * width);
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + buffer.position());
            if (read < 0) {
                throw new IOException("the file has become shorter");
            }
        }
    }

    @Override
    public @Nullable ValueRange range() {
        return array.header().type() == ElementType.UBYTE ? ValueRange.BYTE : null;
    }
}
