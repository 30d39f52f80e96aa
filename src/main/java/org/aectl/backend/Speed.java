package org.aectl.backend;

import java.util.concurrent.TimeUnit;
import org.aectl.kernel.Formula;
import org.aectl.kernel.MatrixProduct;
import org.aectl.kernel.Rows;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fast this machine computes at this moment.
 *
 * @param matrixGigaflops 10^9 floating-point operations a second in a product of two float matrices
 * @param elementNanoseconds time for the sigmoid of one element
 */
public record Speed(double matrixGigaflops, double elementNanoseconds) {
    private static final int SIDE = 1024;
    /** Of the activations of a usual batch. */
    private static final int EXAMPLES = 300;

    private static final int FEATURES = 784;

    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long DURATION = TimeUnit.MILLISECONDS.toNanos(800);

    /** Takes about two and a half seconds. */
    public static Speed measure() {
        try (INDArray elements = Nd4j.rand(DataType.FLOAT, EXAMPLES, FEATURES)) {
            double matrixGigaflops = measureMatrixGigaflops();
            double secondsPerPass = secondsPerCall(() -> Rows.activate(elements, null, Formula.SIGMOID));
            return new Speed(matrixGigaflops, secondsPerPass / (EXAMPLES * FEATURES) * 1e9);
        }
    }

    /** The rate of matrix products alone, in half the time. */
    public static double measureMatrixGigaflops() {
        try (INDArray left = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray right = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray product = Nd4j.createUninitialized(DataType.FLOAT, new long[] {SIDE, SIDE}, 'c')) {
            double secondsPerProduct =
                    secondsPerCall(() -> MatrixProduct.compute(left, false, right, false, product, 0));
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
