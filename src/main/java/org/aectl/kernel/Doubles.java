package org.aectl.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Carries small arrays to double precision and back, for what is computed in plain loops. */
public final class Doubles {
    private Doubles() {}

    /** The numbers of an array in 'c' order. */
    public static double[] of(INDArray array) {
        if (!HostArray.areAll(array)) {
            return array.dup('c').data().asDouble();
        }
        float[] floats = new float[(int) array.length()];
        HostArray.of(array).read(0, floats, floats.length);
        return of(floats);
    }

    /** Widens numbers. */
    public static double[] of(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Writes numbers in 'c' order into an array of as many, and returns it. */
    public static INDArray into(INDArray target, double[] values) {
        if (HostArray.areAll(target)) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            HostArray.of(target).write(0, floats, floats.length);
            return target;
        }
        try (INDArray source = Nd4j.create(values, target.shape(), 'c')) {
            return target.assign(source);
        }
    }
}
