package org.aectl.data.array;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * What the head of an IDX or NPY file says about the numbers that follow. Nothing of it is proven until they were read.
 *
 * @param columnMajor whether the first index runs fastest (Fortran order), not the last
 * @param dimensions sizes, the first of them the number of examples; none is negative
 * @param bytes how long the header itself is
 */
public record ArrayHeader(ElementType type, ByteOrder order, boolean columnMajor, List<Long> dimensions, int bytes) {

    /** How many numbers there should be; -1 if more than a long can count. */
    long elements() {
        try {
            return dimensions.stream().reduce(1L, Math::multiplyExact);
        } catch (ArithmeticException overflow) {
            return -1;
        }
    }

    /** How many bytes they should take; -1 if more than a long can count. */
    long dataBytes() {
        long elements = elements();
        return elements < 0 || elements > Long.MAX_VALUE / Double.BYTES ? -1 : elements * type.bytes();
    }

    /**
     * Where number {@code place} of an example, counted in row-major order, stands among the example's numbers in a
     * column-major file (in which the numbers of all examples with the same place follow each other).
     */
    long columnMajorPlace(long place) {
        long[] index = new long[dimensions.size()];
        long rest = place;
        for (int i = index.length - 1; i > 0; i--) {
            index[i] = rest % dimensions.get(i);
            rest /= dimensions.get(i);
        }
        long result = 0;
        for (int i = index.length - 1; i > 0; i--) {
            result = result * dimensions.get(i) + index[i];
        }
        return result;
    }

    /** As people write it: {@code uint8 [60000, 28, 28]}. */
    @Override
    public String toString() {
        return type.label() + " " + Arrays.toString(dimensions.toArray());
    }
}
