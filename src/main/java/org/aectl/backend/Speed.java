package org.aectl.backend;

import java.util.concurrent.TimeUnit;
import org.aectl.kernel.BiasActivation;
import org.aectl.kernel.Formula;
import org.aectl.kernel.HostArray;
import org.aectl.kernel.MatrixProduct;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How fast this machine computes at this moment.
 *
 * @param matrixGigaflops 10^9 floating-point operations a second in a product of two float matrices of 1024 x 1024
 * @param elementNanoseconds time for the sigmoid of one element, of 300 x 784
 * @param convolutionGigaflops 10^9 floating-point operations a second in convolutions of 64 to 64 channels, 3 x 3, of 32 pictures
 *     of 14 x 14
 */
public record Speed(
        double matrixGigaflops, double elementNanoseconds, double convolutionGigaflops, PeakEstimate expected) {
    private static final int SIDE = 1024;
    /** Of the activations of a usual batch. */
    private static final int EXAMPLES = 300;

    private static final int FEATURES = 784;

    private static final int PICTURES = 32;
    private static final int CHANNELS = 64;
    private static final int PICTURE_SIDE = 14;
    private static final int KERNEL = 3;
    /** Kernel, stride, padding and dilation of both sides; zeros around pictures so that they keep their size; channels first. */
    private static final int[] CONVOLUTION = {KERNEL, KERNEL, 1, 1, 1, 1, 1, 1, 0, 0, 0};

    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long DURATION = TimeUnit.MILLISECONDS.toNanos(800);

    /** Takes about four and a half seconds. */
    static Speed measure(BackendInfo backend) {
        boolean isOnHost = HostArray.isOnHost();
        return new Speed(
                measureMatrixGigaflops(),
                measureElementNanoseconds(),
                measureConvolutionGigaflops(),
                isOnHost ? PeakEstimate.of(backend, ProcessorPeak.read(), measureOneThread()) : PeakEstimate.NONE);
    }

    /** The rate of matrix products alone. */
    public static double measureMatrixGigaflops() {
        try (INDArray left = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray right = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray product = Nd4j.createUninitialized(DataType.FLOAT, new long[] {SIDE, SIDE}, 'c')) {
            double secondsPerProduct =
                    secondsPerCall(() -> MatrixProduct.compute(left, false, right, false, product, 0), 1);
            return 2.0 * SIDE * SIDE * SIDE / secondsPerProduct / 1e9;
        }
    }

    /**
     * What the processor can do at most on the threads that compute, by {@link ProcessorPeak}: a measure that no library's
     * habits move. Where nothing is known of it, as of a GPU, or where it raises its clock beyond what it states, what was
     * measured.
     *
     * @param matrixGigaflops that {@link #measureMatrixGigaflops} has found
     * @return 10^9 floating-point operations a second
     */
    public static double peakGigaflops(BackendInfo backend, double matrixGigaflops) {
        return HostArray.isOnHost()
                ? Math.max(matrixGigaflops, ProcessorPeak.read().gigaflops(PeakEstimate.cores(backend)))
                : matrixGigaflops;
    }

    @SuppressWarnings("try") // being single-threaded is held, not used
    private static double measureOneThread() {
        try (SingleThreaded ignored = new SingleThreaded()) {
            return measureElementNanoseconds();
        }
    }

    private static double measureElementNanoseconds() {
        try (INDArray elements = Nd4j.rand(DataType.FLOAT, EXAMPLES, FEATURES)) {
            Runnable pass = HostArray.isOnHost()
                    ? () -> BiasActivation.activate(elements, null, Formula.SIGMOID)
                    : () -> Nd4j.getExecutioner().exec(new Sigmoid(elements, elements));
            return secondsPerCall(pass, 2) / (EXAMPLES * FEATURES) * 1e9;
        }
    }

    private static double measureConvolutionGigaflops() {
        long[] shape = {PICTURES, CHANNELS, PICTURE_SIDE, PICTURE_SIDE};
        try (INDArray pictures = Nd4j.rand(DataType.FLOAT, shape);
                INDArray weights = Nd4j.rand(DataType.FLOAT, KERNEL, KERNEL, CHANNELS, CHANNELS);
                INDArray features = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c')) {
            double seconds = secondsPerCall(
                    () -> Nd4j.exec(DynamicCustomOp.builder("conv2d")
                            .addIntegerArguments(CONVOLUTION)
                            .addInputs(pictures, weights)
                            .addOutputs(features)
                            .build()),
                    1);
            double operations = 2.0 * PICTURES * PICTURE_SIDE * PICTURE_SIDE * CHANNELS * CHANNELS * KERNEL * KERNEL;
            return operations / seconds / 1e9;
        }
    }

    /** @param part of the usual time that it is measured for */
    private static double secondsPerCall(Runnable call, int part) {
        repeat(call, WARM_UP / part);
        long start = System.nanoTime();
        long calls = repeat(call, DURATION / part);
        return (System.nanoTime() - start) / 1e9 / calls;
    }

    private static long repeat(Runnable call, long nanoseconds) {
        long start = System.nanoTime();
        long calls = 0;
        do {
            call.run();
            calls++;
        } while (System.nanoTime() - start < nanoseconds);
        // A GPU is told what to do and does it later.
        Nd4j.getExecutioner().commit();
        return calls;
    }
}
