package org.aectl.output;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.run.file.AtomicFile;

/**
 * Examples as an IDX file, as MNIST has them: [examples, height, width] (and channels, where there are several) or
 * [examples, features]. Bytes where the data were bytes, rounded and cut off at 0 and 255; else 32-bit numbers.
 */
public final class IdxExampleWriter implements ExampleWriter {
    private static final int BYTES = 0x08;
    private static final int FLOATS = 0x0D;

    private final AtomicFile file;
    private final DataOutputStream out;
    private final ExampleShape shape;
    private final boolean asBytes;
    private int left;

    /**
     * Begins the file.
     *
     * @param count examples that will be written
     * @param range of the data; that of a byte makes the file one of bytes
     */
    public IdxExampleWriter(Path path, int count, ExampleShape shape, ValueRange range) throws IOException {
        this.shape = shape;
        this.asBytes = range.equals(ValueRange.BYTE);
        this.left = count;
        this.file = AtomicFile.begin(path);
        this.out = new DataOutputStream(file.out());
        int[] dimensions =
                shape.channels() == 1 ? Arrays.copyOf(shape.dimensions(), shape.isImage() ? 2 : 1) : shape.dimensions();
        out.writeInt((asBytes ? BYTES : FLOATS) << 8 | (1 + dimensions.length));
        out.writeInt(count);
        for (int dimension : dimensions) {
            out.writeInt(dimension);
        }
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        float[] ordered = shape.toChannelsLast(values);
        ByteBuffer bytes = ByteBuffer.allocate(ordered.length * (asBytes ? 1 : Float.BYTES));
        for (float value : ordered) {
            if (asBytes) {
                bytes.put((byte) Math.round(Math.min(255, Math.max(0, value))));
            } else {
                bytes.putFloat(value);
            }
        }
        out.write(bytes.array());
        left--;
    }

    @Override
    public void commit() throws IOException {
        if (left != 0) {
            throw new IllegalStateException(left + " examples less were written than were announced");
        }
        out.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
