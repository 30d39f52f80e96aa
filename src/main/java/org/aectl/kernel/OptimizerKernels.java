package org.aectl.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What an optimizer does with all parameters at once. All arrays are vectors of the same length, without gaps. */
public final class OptimizerKernels {
    /** Numbers that are a thread's at a time; three arrays of them fit into a second-level cache. */
    private static final int PART = 1 << 16;

    private OptimizerKernels() {}

    /**
     * Constants of Adam (Kingma and Ba 2015).
     *
     * @param rate the learning rate, corrected for the moments' start at 0
     */
    public record Adam(double rate, double beta1, double beta2, double epsilon) {}

    /**
     * Constants of Adam with Nesterov's momentum (Dozat 2016), all corrected for the moments' start at 0.
     *
     * @param ofGradient factor of the gradient in the step
     * @param ofMean factor of its running mean
     */
    public record Nesterov(double ofGradient, double ofMean, double beta1, double beta2, double epsilon) {}

    /** Whether the functions of this class take these. */
    public static boolean take(INDArray... vectors) {
        for (INDArray vector : vectors) {
            if (!HostArray.isVector(vector)) {
                return false;
            }
        }
        return HostArray.isOnHost();
    }

    /**
     * Updates both moments, and puts what is to be subtracted from the parameters in the gradients' place: {@code rate mean /
     * (sqrt(square) + epsilon)}.
     */
    public static void adam(INDArray gradients, INDArray means, INDArray squares, Adam constants) {
        HostArray gradient = HostArray.ofVector(gradients);
        adam(
                gradient,
                means,
                squares,
                constants,
                (scratch, first, count) -> gradient.write(first, scratch.first, count));
    }

    /** As {@link #adam}, and subtracts it; the gradients stay as they are. */
    public static void adamStep(
            INDArray gradients, INDArray means, INDArray squares, INDArray parameters, Adam constants) {
        HostArray parameter = HostArray.ofVector(parameters);
        adam(HostArray.ofVector(gradients), means, squares, constants, (scratch, first, count) -> {
            parameter.read(first, scratch.fourth, count);
            subtract(scratch.fourth, scratch.first, count);
            parameter.write(first, scratch.fourth, count);
        });
    }

    /**
     * Updates both moments, and puts what is to be subtracted from the parameters in the gradients' place: {@code (ofGradient
     * gradient + ofMean mean) / (sqrt(square) + epsilon)}.
     */
    public static void nesterov(INDArray gradients, INDArray means, INDArray squares, Nesterov constants) {
        HostArray gradient = HostArray.ofVector(gradients);
        moments(
                gradient,
                means,
                squares,
                (g, m, v, count) -> nesterov(g, m, v, count, constants),
                (scratch, first, count) -> gradient.write(first, scratch.first, count));
    }

    private static void nesterov(float[] g, float[] m, float[] v, int count, Nesterov constants) {
        float ofGradient = (float) constants.ofGradient();
        float ofMean = (float) constants.ofMean();
        float beta1 = (float) constants.beta1();
        float beta2 = (float) constants.beta2();
        float epsilon = (float) constants.epsilon();
        for (int i = 0; i < count; i++) {
            float mean = beta1 * m[i] + (1 - beta1) * g[i];
            float square = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
            m[i] = mean;
            v[i] = square;
            g[i] = (ofGradient * g[i] + ofMean * mean) / ((float) Math.sqrt(square) + epsilon);
        }
    }

    /** What becomes of a block of gradients and its two moments. */
    private interface Rule {
        void on(float[] gradient, float[] mean, float[] square, int count);
    }

    /**
     * Updates both moments, block by block.
     *
     * @param rule leaves what is to be subtracted from the parameters in the gradients' place
     * @param use of that, in the first of the thread's blocks
     */
    private static void moments(HostArray gradient, INDArray means, INDArray squares, Rule rule, VectorWork use) {
        HostArray mean = HostArray.ofVector(means);
        HostArray square = HostArray.ofVector(squares);
        forEachBlock(gradient.columns(), (scratch, first, count) -> {
            gradient.read(first, scratch.first, count);
            mean.read(first, scratch.second, count);
            square.read(first, scratch.third, count);
            rule.on(scratch.first, scratch.second, scratch.third, count);
            mean.write(first, scratch.second, count);
            square.write(first, scratch.third, count);
            use.on(scratch, first, count);
        });
    }

    private static void adam(HostArray gradient, INDArray means, INDArray squares, Adam constants, VectorWork use) {
        moments(gradient, means, squares, (g, m, v, count) -> adam(g, m, v, count, constants), use);
    }

    private static void adam(float[] g, float[] m, float[] v, int count, Adam constants) {
        float rate = (float) constants.rate();
        float beta1 = (float) constants.beta1();
        float beta2 = (float) constants.beta2();
        float epsilon = (float) constants.epsilon();
        for (int i = 0; i < count; i++) {
            float mean = beta1 * m[i] + (1 - beta1) * g[i];
            float square = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
            m[i] = mean;
            v[i] = square;
            g[i] = rate * mean / ((float) Math.sqrt(square) + epsilon);
        }
    }

    /** Subtracts one vector from another, in its place. */
    public static void subtract(INDArray from, INDArray subtracted) {
        HostArray target = HostArray.ofVector(from);
        HostArray source = HostArray.ofVector(subtracted);
        forEachBlock(target.columns(), (scratch, first, count) -> {
            target.read(first, scratch.first, count);
            source.read(first, scratch.second, count);
            subtract(scratch.first, scratch.second, count);
            target.write(first, scratch.first, count);
        });
    }

    private static void subtract(float[] from, float[] subtracted, int count) {
        for (int i = 0; i < count; i++) {
            from[i] -= subtracted[i];
        }
    }

    @FunctionalInterface
    private interface VectorWork {
        void on(Scratch scratch, int first, int count);
    }

    private static void forEachBlock(int length, VectorWork work) {
        Workers.forEach((int) (((long) length + PART - 1) / PART), part -> {
            Scratch scratch = Scratch.get();
            int end = (int) Math.min(length, (part + 1L) * PART);
            for (int first = part * PART; first < end; first += Blocks.SIZE) {
                work.on(scratch, first, Math.min(Blocks.SIZE, end - first));
            }
        });
    }
}
