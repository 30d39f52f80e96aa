package org.aectl.data.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * How a cached table is laid out. All numbers are little-endian:
 *
 * <pre>
 * 64 bytes      AECTLROW, version (4), features (4), rows (8), labels (8: as many as rows, or none), bytes of the
 *               description (8), CRC-32 of all these, the sums and the description (4), zeros
 * rows          32-bit floating-point numbers, row after row
 * labels        the number of each row's label (4)
 * sums          of rows and labels together, a CRC-32C (4) for each 64 KiB
 * description   JSON
 * </pre>
 */
record CacheHeader(int features, long rows, long labels, long described) {
    static final int BYTES = 64;

    private static final byte[] MAGIC = "AECTLROW".getBytes(StandardCharsets.US_ASCII);
    /** To be raised when the format changes, or what is read out of the same file. */
    private static final int VERSION = 4;

    private static final int CHECKED_BYTES = MAGIC.length + 2 * Integer.BYTES + 3 * Long.BYTES;

    /** As the file begins. */
    ByteBuffer bytes(byte[] sums, byte[] description) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC)
                .putInt(VERSION)
                .putInt(features)
                .putLong(rows)
                .putLong(labels)
                .putLong(described);
        return bytes.putInt(checksum(bytes, sums, description)).clear();
    }

    private static int checksum(ByteBuffer header, byte[] sums, byte[] description) {
        CRC32 checksum = new CRC32();
        checksum.update(header.slice(0, CHECKED_BYTES));
        checksum.update(sums);
        checksum.update(description);
        return (int) checksum.getValue();
    }

    /** What a file begins with; null if it is none of this version. Nothing else is checked. */
    static @Nullable CacheHeader of(ByteBuffer bytes) {
        byte[] magic = new byte[MAGIC.length];
        bytes.order(ByteOrder.LITTLE_ENDIAN).get(magic);
        if (!Arrays.equals(magic, MAGIC) || bytes.getInt() != VERSION) {
            return null;
        }
        return new CacheHeader(bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Whether header, sums and description are what was written. */
    static boolean isIntact(ByteBuffer bytes, byte[] sums, byte[] description) {
        return bytes.getInt(CHECKED_BYTES) == checksum(bytes, sums, description);
    }

    /** Where the labels begin. */
    long rowsEnd() {
        return BYTES + rows * features * Float.BYTES;
    }

    /** Where the sums begin. */
    long labelsEnd() {
        return rowsEnd() + labels * Integer.BYTES;
    }

    /** How many bytes the sums have. */
    long summed() {
        return BlockSums.count(labelsEnd() - BYTES) * Integer.BYTES;
    }

    /** How long the file is. */
    long end() {
        return labelsEnd() + summed() + described;
    }
}
