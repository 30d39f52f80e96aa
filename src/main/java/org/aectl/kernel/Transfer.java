package org.aectl.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies numbers between Java's memory and that of arrays. ND4J's CPU backend copies them one by one, through a switch over
 * the types for each: of 784 inputs, that takes a quarter of the time of a dense encoder. Here they go as one block.
 */
public final class Transfer {
    private Transfer() {}

    /** A new array of 32-bit numbers in 'c' order. */
    public static INDArray toArray(float[] values, long... shape) {
        if (!HostArray.isOnHost()) {
            return Nd4j.create(values, shape, 'c');
        }
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
        if (array.length() != values.length) {
            throw new IllegalArgumentException(values.length + " values for " + array.length());
        }
        HostArray.ofVector(array).write(0, values, values.length);
        return array;
    }

    /**
     * Copies the numbers of a vector, in the order that it stores them.
     *
     * @param target as long
     */
    public static float[] copy(INDArray vector, float[] target) {
        if (vector.length() != target.length) {
            throw new IllegalArgumentException(vector.length() + " values for " + target.length);
        }
        if (HostArray.isVector(vector) && HostArray.isOnHost()) {
            HostArray.ofVector(vector).read(0, target, target.length);
        } else {
            System.arraycopy(vector.dup('c').data().asFloat(), 0, target, 0, target.length);
        }
        return target;
    }

    /** All numbers of an array that is no view of another one, in the order that it stores them. */
    public static float[] toFloats(INDArray array) {
        boolean isOneBlock =
                array.data().length() == array.length() && array.data().offset() == 0;
        if (!isOneBlock || !HostArray.isVector(array) || !HostArray.isOnHost()) {
            return array.data().asFloat();
        }
        float[] values = new float[(int) array.length()];
        HostArray.ofVector(array).read(0, values, values.length);
        return values;
    }
}
