package org.aectl.data.array;

import java.nio.ByteBuffer;

/** How one number of an IDX or NPY array is stored. */
public enum ElementType {
    UBYTE("uint8", 1),
    BYTE("int8", 1),
    USHORT("uint16", 2),
    SHORT("int16", 2),
    UINT("uint32", 4),
    INT("int32", 4),
    ULONG("uint64", 8),
    LONG("int64", 8),
    HALF("float16", 2),
    FLOAT("float32", 4),
    DOUBLE("float64", 8),
    BOOLEAN("bool", 1);

    private static final double TWO_TO_64 = 0x1p64;

    private final String label;
    private final int bytes;

    ElementType(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** NumPy's name of the type. */
    String label() {
        return label;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** The number at a place of the buffer, in the buffer's byte order; whole numbers beyond 2^53 are rounded. */
    public double get(ByteBuffer buffer, int place) {
        return switch (this) {
            case UBYTE -> buffer.get(place) & 0xFF;
            case BYTE -> buffer.get(place);
            case USHORT -> buffer.getShort(place) & 0xFFFF;
            case SHORT -> buffer.getShort(place);
            case UINT -> buffer.getInt(place) & 0xFFFFFFFFL;
            case INT -> buffer.getInt(place);
            case ULONG -> unsigned(buffer.getLong(place));
            case LONG -> buffer.getLong(place);
            case HALF -> half(buffer.getShort(place));
            case FLOAT -> buffer.getFloat(place);
            case DOUBLE -> buffer.getDouble(place);
            case BOOLEAN -> buffer.get(place) == 0 ? 0 : 1;
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : bits + TWO_TO_64;
    }

    /** IEEE 754 binary16: 1 sign bit, 5 of the exponent, 10 of the fraction. */
    static double half(short bits) {
        int sign = (bits & 0x8000) == 0 ? 1 : -1;
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0x1F) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (exponent == 0) {
            return sign * fraction * 0x1p-24;
        }
        return sign * Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
    }
}
