package org.aectl.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Losses of rows together with their gradients, in one pass over them. */
public final class RowLosses {
    private static final int SHORT = 32;

    private RowLosses() {}

    /** A loss as a loop over a block of numbers. */
    private interface BlockLoss {
        /**
         * @param z linear values; receives the gradients with respect to them
         * @param targets receives the losses
         * @param spare to be used freely
         */
        void on(float[] z, float[] targets, float[] spare, int count, Exponential exponential);
    }

    /**
     * The cross-entropy on logits, {@code log(1 + exp(z)) - z x}, in nats.
     *
     * @param delta receives its gradient times a factor; null where it is not wanted
     * @return sums over the features of each row
     */
    public static double[] crossEntropy(INDArray z, INDArray target, float factor, @Nullable INDArray delta) {
        return compute(z, target, delta, (values, targets, spare, count, exponential) -> {
            exponential.of(-1, values, spare, count);
            crossEntropy(values, targets, spare, count, factor);
        });
    }

    /**
     * With {@code p = sigmoid(z)} and {@code q = min(p, 1 - p)} this is {@code max(z, 0) - z x - log(1 - q)}: nothing in it
     * grows too large, and no digits of a small q are lost.
     *
     * @param exponentials exp(-z)
     */
    private static void crossEntropy(float[] z, float[] targets, float[] exponentials, int count, float factor) {
        for (int i = 0; i < count; i++) {
            float p = 1 / (1 + exponentials[i]);
            float q = Math.min(p, exponentials[i] * p);
            float loss = Math.max(z[i], 0) - z[i] * targets[i] + negativeLogarithmOfRest(q);
            z[i] = factor * (p - targets[i]);
            targets[i] = loss;
        }
    }

    /** {@code -log(1 - q)} for q in [0, 1/2], as 2 artanh(q / (2 - q)), whose argument is at most 1/3. */
    private static float negativeLogarithmOfRest(float q) {
        float u = q / (2 - q);
        float square = u * u;
        float upper = 1f / 7 + square * (1f / 9 + square * (1f / 11 + square * (1f / 13)));
        return 2 * u * (1 + square * (1f / 3 + square * (1f / 5 + square * upper)));
    }

    /**
     * The squared error of f(z), {@code (f(z) - x)^2}.
     *
     * @param delta receives its gradient with respect to z, times a factor; null where it is not wanted
     * @return sums over the features of each row
     */
    public static double[] squaredError(
            INDArray z, INDArray target, Formula formula, float factor, @Nullable INDArray delta) {
        return compute(z, target, delta, (values, targets, spare, count, exponential) -> {
            formula.apply(values, count, exponential);
            System.arraycopy(values, 0, spare, 0, count);
            squaredError(values, targets, count, factor);
            formula.passBack(spare, values, count);
        });
    }

    private static void squaredError(float[] values, float[] targets, int count, float factor) {
        for (int i = 0; i < count; i++) {
            float difference = values[i] - targets[i];
            targets[i] = difference * difference;
            values[i] = 2 * factor * difference;
        }
    }

    private static double[] compute(INDArray z, INDArray target, @Nullable INDArray delta, BlockLoss loss) {
        HostArray linear = HostArray.of(z);
        HostArray wanted = HostArray.of(target);
        HostArray gradient = delta == null ? null : HostArray.of(delta);
        int columns = linear.columns();
        double[] sums = new double[linear.rows()];
        Blocks.forEachChunk(linear.rows(), columns, (chunk, firstRow, rows) -> {
            Scratch scratch = Scratch.get();
            float[] values = scratch.first;
            float[] targets = scratch.second;
            Blocks.inChunk(firstRow, rows, columns, (start, count, tile) -> {
                linear.read(start, values, count);
                wanted.read(start, targets, count);
                loss.on(values, targets, scratch.third, count, scratch.exponential);
                if (gradient != null) {
                    gradient.write(start, values, count);
                }
                int width = Math.min(count, columns);
                for (int done = 0; done < count; done += width) {
                    sums[(start + done) / columns] += sum(targets, done, width);
                }
            });
        });
        return sums;
    }

    /**
     * Adds one half to the other until little is left: loops without a sum that each addition would wait for, and rounding
     * errors that grow with the logarithm of the count only. Overwrites the numbers.
     */
    private static double sum(float[] values, int start, int count) {
        int left = count;
        while (left > SHORT) {
            int half = (left + 1) / 2;
            fold(values, start, start + half, left - half);
            left = half;
        }
        double sum = 0;
        for (int i = start; i < start + left; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static void fold(float[] values, int to, int from, int count) {
        for (int i = 0; i < count; i++) {
            values[to + i] += values[from + i];
        }
    }
}
