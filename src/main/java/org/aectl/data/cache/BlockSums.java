package org.aectl.data.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.aectl.base.InvalidInputException;

/**
 * A CRC-32C for each block of a cached table's numbers, so that what a disk or another program has changed is noticed where it is
 * read, without a look at the whole table each time it is opened. A block is looked at once in the life of a process.
 */
final class BlockSums {
    static final int BLOCK = 1 << 16;

    private final int[] sums;
    /** Threads that see a block unchecked at the same time both check it. */
    private final boolean[] checked;

    private final long end;
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BLOCK));

    /**
     * Takes sums as they were written.
     *
     * @param end where the checked part of the file, which begins behind the header, ends
     */
    BlockSums(ByteBuffer written, long end) {
        this.sums = new int[written.remaining() / Integer.BYTES];
        written.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(sums);
        this.checked = new boolean[sums.length];
        this.end = end;
    }

    /** How many there are for so many bytes. */
    static long count(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK;
    }

    /** @throws InvalidInputException if a block that has some of these bytes is not what was written */
    void check(FileChannel channel, Path file, long position, int bytes) throws IOException {
        long first = position - CacheHeader.BYTES;
        for (int block = (int) (first / BLOCK); block <= (first + bytes - 1) / BLOCK; block++) {
            if (!checked[block]) {
                check(channel, file, block);
                checked[block] = true;
            }
        }
    }

    private void check(FileChannel channel, Path file, int block) throws IOException {
        long from = CacheHeader.BYTES + (long) block * BLOCK;
        ByteBuffer buffer = buffers.get().clear().limit((int) Math.min(BLOCK, end - from));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
        CRC32C sum = new CRC32C();
        sum.update(buffer.flip());
        if ((int) sum.getValue() != sums[block]) {
            throw new InvalidInputException(file + ": its numbers are not those that were written, from byte " + from
                    + " on; delete it, and it is made anew");
        }
    }

    /** Sums bytes up as they are written. */
    static final class Writer {
        private final CRC32C sum = new CRC32C();
        private final ByteArrayOutputStream sums = new ByteArrayOutputStream();
        private int inBlock;

        void add(ByteBuffer written) {
            ByteBuffer rest = written.duplicate();
            while (rest.hasRemaining()) {
                int part = Math.min(rest.remaining(), BLOCK - inBlock);
                sum.update(rest.slice(rest.position(), part));
                rest.position(rest.position() + part);
                inBlock += part;
                if (inBlock == BLOCK) {
                    end();
                }
            }
        }

        private void end() {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                sums.write((int) (sum.getValue() >>> shift));
            }
            sum.reset();
            inBlock = 0;
        }

        /** The sums of all that was added, as the file has them. */
        byte[] written() {
            if (inBlock > 0) {
                end();
            }
            return sums.toByteArray();
        }
    }
}
