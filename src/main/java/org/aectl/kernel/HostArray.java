package org.aectl.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory of an array, to be copied from and to as blocks. The array must be kept alive by whoever uses this. Several
 * threads may use one at once.
 */
public final class HostArray {
    /** Off, everything takes the framework's way, as on a GPU. */
    private static volatile boolean allowed = true;

    private final FloatBuffer numbers;
    private final int rows;
    private final int columns;

    private HostArray(FloatBuffer numbers, int rows, int columns) {
        this.numbers = numbers;
        this.rows = rows;
        this.columns = columns;
    }

    /** For tests of the framework's way. */
    static void allow(boolean newAllowed) {
        allowed = newAllowed;
    }

    /**
     * Whether arrays lie in the memory of this process. Those of CUDA have a place in it too, but what is there is out of date
     * once the GPU has computed: nothing may use their pointers.
     */
    public static boolean isOnHost() {
        return allowed && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
    }

    /** Whether arrays are 32-bit numbers in the host's memory, one after the other in 'c' order. */
    public static boolean areAll(INDArray... arrays) {
        for (INDArray array : arrays) {
            if (array.dataType() != DataType.FLOAT
                    || array.ordering() != 'c'
                    || array.length() > Integer.MAX_VALUE
                    || !Shape.hasDefaultStridesForShape(array)) {
                return false;
            }
        }
        return isOnHost();
    }

    /**
     * An array as rows: the first dimension by all others.
     *
     * @param array of those that {@link #areAll} accepts
     */
    public static HostArray of(INDArray array) {
        int rows = array.rank() < 2 ? 1 : (int) array.size(0);
        return new HostArray(numbers(array), rows, (int) (array.length() / rows));
    }

    /** Whether {@link #ofVector} takes this, if it is on the host. */
    static boolean isVector(INDArray array) {
        return array.dataType() == DataType.FLOAT
                && array.elementWiseStride() == 1
                && array.length() <= Integer.MAX_VALUE;
    }

    /** The numbers of an array without gaps, in the order that it stores them. */
    static HostArray ofVector(INDArray vector) {
        if (vector.elementWiseStride() != 1) {
            throw new IllegalArgumentException("an array with gaps: " + vector.shapeInfoToString());
        }
        return new HostArray(numbers(vector), 1, (int) vector.length());
    }

    private static FloatBuffer numbers(INDArray array) {
        // Not the pointer of the buffer, which begins before a view and may be in use by another thread.
        FloatPointer floats = new FloatPointer(pointer(array));
        return floats.position(0).capacity(array.length()).asBuffer();
    }

    /**
     * Where the numbers of an array begin.
     *
     * @throws IllegalStateException if arrays are not on the host, where the pointer would lead to old numbers
     */
    static Pointer pointer(INDArray array) {
        if (!isOnHost()) {
            throw new IllegalStateException(
                    "an array of " + Nd4j.getExecutioner().type() + " is not on the host");
        }
        return array.data().addressPointer();
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    void read(int from, float[] target, int count) {
        numbers.get(from, target, 0, count);
    }

    void write(int to, float[] source, int count) {
        numbers.put(to, source, 0, count);
    }
}
