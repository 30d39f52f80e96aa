package org.aectl.data.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 32-bit floating-point numbers as bytes for a file, little-endian. */
public final class FloatBytes {
    private static final int LEAST = 1 << 10;

    private ByteBuffer bytes;

    /** @param expected so many bytes are made room for at first */
    public FloatBytes(int expected) {
        bytes = allocate(Math.max(LEAST, expected));
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    public void append(float value) {
        if (bytes.remaining() < Float.BYTES) {
            bytes = allocate(Math.multiplyExact(2, bytes.capacity())).put(bytes.flip());
        }
        bytes.putFloat(value);
    }

    /** All that was appended, to be read from its start. */
    public ByteBuffer written() {
        return bytes.duplicate().flip();
    }
}
