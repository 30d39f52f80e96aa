package org.aectl.data.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.aectl.data.FloatStore;
import org.aectl.data.file.DataTooLargeException;

/** Room for the numbers of a row group, column after column, until they are handed on row after row. */
interface ColumnScratch extends Closeable {
    /** Adds a number after the others. */
    void append(float value) throws IOException;

    /** Copies numbers to the start of an array, from number {@code from} on. */
    void read(long from, float[] target, int count) throws IOException;

    /** Room in memory, which grows as numbers come. */
    static ColumnScratch inMemory() {
        FloatStore store = new FloatStore();
        return new ColumnScratch() {
            @Override
            public void append(float value) throws DataTooLargeException {
                store.append(value);
            }

            @Override
            public void read(long from, float[] target, int count) {
                store.read(from, target, 0, count);
            }

            @Override
            public void close() {
                // memory goes by itself
            }
        };
    }

    /** Room in a file of a cache's folder, for a row group that is a large part of the memory; gone when it is closed. */
    static ColumnScratch inFile(Path folder) throws IOException {
        Path file = folder.resolve("." + UUID.randomUUID() + ".scratch");
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        // Ctrl-C closes nothing.
        file.toFile().deleteOnExit();
        return new InFile(channel);
    }

    /** Room in a file. */
    final class InFile implements ColumnScratch {
        private static final int BUFFER = 1 << 16;

        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        private long written;

        private InFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void append(float value) throws IOException {
            if (!buffer.hasRemaining()) {
                flush();
            }
            buffer.putFloat(value);
        }

        private void flush() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                written += channel.write(buffer, written);
            }
            buffer.clear();
        }

        @Override
        public void read(long from, float[] target, int count) throws IOException {
            flush();
            for (int done = 0; done < count; ) {
                int part = Math.min(count - done, BUFFER / Float.BYTES);
                buffer.clear().limit(part * Float.BYTES);
                long position = (from + done) * Float.BYTES;
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, position + buffer.position()) < 0) {
                        throw new IOException("the file has become shorter");
                    }
                }
                buffer.flip();
                buffer.asFloatBuffer().get(target, done, part);
                done += part;
            }
            buffer.clear();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
