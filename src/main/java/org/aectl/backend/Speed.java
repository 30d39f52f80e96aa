package org.aectl.backend;

import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * How fast this machine computes at this moment.
 *
 * @param matrixGigaflops 10^9 floating-point operations a second in a product of two float matrices
 * @param elementNanoseconds time for the sigmoid of one element
 */
public record Speed(double matrixGigaflops, double elementNanoseconds) {
    private static final int SIDE = 1024;
    /** The activations of a usual batch: 300 examples, 784 features. */
    private static final int ELEMENTS = 300 * 784;

    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long DURATION = TimeUnit.MILLISECONDS.toNanos(800);

    /** Takes about two and a half seconds. */
    public static Speed measure() {
        try (INDArray elements = Nd4j.rand(DataType.FLOAT, ELEMENTS)) {
            double matrixGigaflops = measureMatrixGigaflops();
            double secondsPerPass = secondsPerCall(() -> Transforms.sigmoid(elements, false));
            return new Speed(matrixGigaflops, secondsPerPass / ELEMENTS * 1e9);
        }
    }

    /** The rate of matrix products alone, in half the time. */
    public static double measureMatrixGigaflops() {
        try (INDArray left = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray right = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray product = Nd4j.createUninitialized(DataType.FLOAT, new long[] {SIDE, SIDE}, 'f')) {
            double secondsPerProduct = secondsPerCall(() -> left.mmuli(right, product));
            return 2.0 * SIDE * SIDE * SIDE / secondsPerProduct / 1e9;
        }
    }

    private static double secondsPerCall(Runnable call) {
        repeat(call, WARM_UP);
        long start = System.nanoTime();
        long calls = repeat(call, DURATION);
        return (System.nanoTime() - start) / 1e9 / calls;
    }

    private static long repeat(Runnable call, long nanoseconds) {
        long start = System.nanoTime();
        long calls = 0;
        do {
            call.run();
            calls++;
        } while (System.nanoTime() - start < nanoseconds);
        return calls;
    }
}
