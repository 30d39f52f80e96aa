package org.aectl.data.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Looks through a page before the library decodes it. The library makes arrays as long as some numbers in a page say, before
 * it sees whether so much follows: of runs of packed bits, of blocks of differences, of a dictionary. A page of a few bytes
 * could ask for gigabytes.
 *
 * @param values that the page should hold, nulls among them
 */
record ParquetPageCheck(ColumnDescriptor column, int values) {
    /** Runs of bits that take no bytes may be this long, in groups of eight; writers say such as one repeated value. */
    private static final int MOST_EMPTY_GROUPS = 1 << 20;
    /** Blocks of differences are of some hundred values; no writer goes near this. */
    private static final int LARGEST_BLOCK = 1 << 16;

    private static final int BITS = 8;

    /** @throws ParquetDecodingException if a dictionary of so many entries cannot be in so many bytes */
    static void checkDictionary(ColumnDescriptor column, int entries, int bytes) {
        int least = switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT64, DOUBLE -> Long.BYTES;
            case INT32, FLOAT, BINARY -> Integer.BYTES;
            case FIXED_LEN_BYTE_ARRAY -> column.getPrimitiveType().getTypeLength();
            default -> 1;
        };
        if (entries < 0 || (long) entries * least > bytes) {
            throw new ParquetDecodingException("a dictionary of " + entries + " values is in " + bytes + " bytes");
        }
    }

    /** Levels that follow each other in front of the values, as pages of version 1 have them; leaves the values over. */
    void checkLevels(ByteBuffer page, Encoding encoding, int largest) {
        if (largest == 0) {
            return;
        }
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(largest);
        if (encoding == Encoding.RLE) {
            checkRuns(section(page), width);
        } else {
            skip(page, ((long) values * width + BITS - 1) / BITS);
        }
    }

    /** Levels by themselves, as pages of version 2 have them. */
    void checkLevels(ByteBuffer levels, int largest) {
        if (largest > 0) {
            checkRuns(levels, Integer.SIZE - Integer.numberOfLeadingZeros(largest));
        }
    }

    /** The values themselves. */
    void checkValues(ByteBuffer page, Encoding encoding) {
        switch (encoding) {
            case PLAIN, BYTE_STREAM_SPLIT -> {
                // The library reads these as they come.
            }
            case RLE -> checkRuns(section(page), 1);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                if (page.hasRemaining()) {
                    checkRuns(page, page.get() & 0xFF);
                }
            }
            case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> checkDifferences(page);
            default ->
                throw new ParquetDecodingException("the encoding " + encoding + " is not read; write it as plain");
        }
        if (encoding == Encoding.PLAIN
                && column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BOOLEAN
                && column.getMaxDefinitionLevel() == 0
                && page.remaining() < ((long) values + BITS - 1) / BITS) {
            throw new ParquetDecodingException("a page ends before its last value");
        }
    }

    private static ByteBuffer section(ByteBuffer page) {
        if (page.remaining() < Integer.BYTES) {
            throw new ParquetDecodingException("a page ends within its levels");
        }
        int length = page.order(ByteOrder.LITTLE_ENDIAN).getInt();
        ByteBuffer section = page.slice();
        skip(page, length);
        return section.limit(length);
    }

    private static void skip(ByteBuffer page, long length) {
        if (length < 0 || length > page.remaining()) {
            throw new ParquetDecodingException("a page ends within its levels");
        }
        page.position(page.position() + (int) length);
    }

    /** Runs of one repeated value, and of groups of eight packed ones. */
    private void checkRuns(ByteBuffer runs, int width) {
        if (width > Integer.SIZE) {
            throw new ParquetDecodingException("numbers are of " + width + " bits");
        }
        long seen = 0;
        while (runs.hasRemaining() && seen < values) {
            int header = unsigned(runs);
            int count = header >>> 1;
            if ((header & 1) == 0) {
                seen += count;
                skipAtMost(runs, (width + BITS - 1) / BITS);
            } else {
                // The last group may be cut off by old writers.
                long bytes = (long) count * width;
                if (bytes > runs.remaining() + width || (width == 0 && count > MOST_EMPTY_GROUPS)) {
                    throw new ParquetDecodingException("a run of " + count + " groups does not fit into its page");
                }
                seen += (long) count * BITS;
                skipAtMost(runs, bytes);
            }
        }
    }

    private static void skipAtMost(ByteBuffer bytes, long count) {
        bytes.position(bytes.position() + (int) Math.min(count, bytes.remaining()));
    }

    private void checkDifferences(ByteBuffer page) {
        int block = unsigned(page);
        int parts = unsigned(page);
        int count = unsigned(page);
        if (block < BITS || block > LARGEST_BLOCK || parts < 1 || parts > block / BITS) {
            throw new ParquetDecodingException("differences are in blocks of " + block + " in " + parts + " parts");
        }
        // A block is at least its first difference and a byte for each part.
        long most = 1 + (long) block * (page.remaining() / (1 + parts) + 1);
        if (count < 0 || count > values || count > most) {
            throw new ParquetDecodingException("a page of " + values + " values promises " + count);
        }
    }

    private static int unsigned(ByteBuffer bytes) {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += BITS - 1) {
            if (!bytes.hasRemaining()) {
                throw new ParquetDecodingException("a page ends within a number");
            }
            byte next = bytes.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ParquetDecodingException("a number is too long");
    }
}
