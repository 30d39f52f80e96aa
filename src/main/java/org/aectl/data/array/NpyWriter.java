package org.aectl.data.array;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes an NPY file (version 1, little-endian float32, row-major) example by example, in constant memory. */
public final class NpyWriter implements Closeable {
    /** The data start at a multiple of this, as NumPy writes them, so that the file can be mapped into memory. */
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int ALIGNMENT = 64;

    private final OutputStream out;
    private final int exampleSize;
    private final long expected;
    private final ByteBuffer buffer = ByteBuffer.wrap(new byte[1 << 13]).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    /**
     * Creates or replaces the file.
     *
     * @param count how many examples will be written
     * @param exampleDimensions sizes of one example; none for a single number
     */
    public NpyWriter(Path path, int count, int... exampleDimensions) throws IOException {
        this(Files.newOutputStream(path), count, exampleDimensions);
    }

    /**
     * Writes the header.
     *
     * @param out is closed by {@link #close}
     * @param count how many examples will be written
     * @param exampleDimensions sizes of one example; none for a single number
     */
    public NpyWriter(OutputStream out, int count, int... exampleDimensions) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.exampleSize = IntStream.of(exampleDimensions).reduce(1, Math::multiplyExact);
        this.expected = (long) count * exampleSize;
        this.out.write(header("<f4", count, exampleDimensions));
    }

    /** Writes a whole array of 32-bit whole numbers and leaves the stream open. */
    public static void writeIntegers(OutputStream out, int[] numbers) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        data.asIntBuffer().put(numbers);
        out.write(header("<i4", numbers.length));
        out.write(data.array());
    }

    /** Writes a whole array of texts, as UTF-32 of the longest one's length, and leaves the stream open. */
    public static void writeTexts(OutputStream out, List<String> texts) throws IOException {
        int longest = Math.max(
                1,
                texts.stream()
                        .mapToInt(text -> text.codePointCount(0, text.length()))
                        .max()
                        .orElse(1));
        out.write(header("<U" + longest, texts.size()));
        for (String text : texts) {
            int[] points = Arrays.copyOf(text.codePoints().toArray(), longest);
            ByteBuffer data = ByteBuffer.allocate(longest * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            data.asIntBuffer().put(points);
            out.write(data.array());
        }
    }

    private static byte[] header(String type, int count, int... dimensions) {
        String shape = IntStream.concat(IntStream.of(count), IntStream.of(dimensions))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ", "(", dimensions.length == 0 ? ",)" : ")"));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int fixed = MAGIC.length + 4;
        int padding = ALIGNMENT - (fixed + text.length() + 1) % ALIGNMENT;
        String padded = text + " ".repeat(padding % ALIGNMENT) + "\n";
        return ByteBuffer.allocate(fixed + padded.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /**
     * Writes the values of one or more examples.
     *
     * @param length a multiple of the size of an example
     */
    public void write(float[] values, int offset, int length) throws IOException {
        if (length % exampleSize != 0 || written + length > expected) {
            throw new IllegalArgumentException(length + " values for examples of " + exampleSize + ", "
                    + (expected - written) + " are left to write");
        }
        for (int i = 0; i < length; i++) {
            if (buffer.remaining() < Float.BYTES) {
                flushBuffer();
            }
            buffer.putFloat(values[offset + i]);
        }
        written += length;
    }

    private void flushBuffer() throws IOException {
        out.write(buffer.array(), buffer.arrayOffset(), buffer.position());
        buffer.clear();
    }

    /**
     * Completes the file.
     *
     * @throws IOException if fewer examples were written than the header says
     */
    @Override
    public void close() throws IOException {
        try (out) {
            flushBuffer();
            if (written != expected) {
                throw new IOException(
                        "only " + written / exampleSize + " of " + expected / exampleSize + " examples were written");
            }
        }
    }
}
