package org.aectl.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a layer does with its rows before and after the matrix product, in one pass over them. */
public final class Rows {
    private Rows() {}

    /**
     * Puts {@code f(z + b)} in the place of z.
     *
     * @param biases for each feature of a row one, or for each channel, whose features follow each other; null for none
     */
    public static void activate(INDArray z, @Nullable INDArray biases, Formula formula) {
        HostArray array = HostArray.of(z);
        int columns = array.columns();
        float @Nullable [] added = biases == null ? null : repeated(biases, columns);
        Blocks.forEachChunk(array.rows(), columns, (chunk, firstRow, rows) -> {
            Scratch scratch = Scratch.get();
            float[] values = scratch.first;
            Blocks.inChunk(firstRow, rows, columns, (start, blockRows, column, width) -> {
                int count = blockRows * width;
                array.read(start, values, count);
                if (added != null) {
                    for (int row = 0; row < blockRows; row++) {
                        add(added, column, values, row * width, width);
                    }
                }
                formula.apply(values, count, scratch.exponential);
                array.write(start, values, count);
            });
        });
    }

    /**
     * Passes gradients back through f and through the addition of the biases.
     *
     * @param outputs f(z), [examples, features]
     * @param gradients with respect to f(z), replaced by those with respect to z
     * @param biasGradients receives the sums over rows and positions; null where there are no biases
     */
    public static void passBack(
            INDArray outputs, INDArray gradients, @Nullable INDArray biasGradients, Formula formula) {
        HostArray kept = HostArray.of(outputs);
        HostArray array = HostArray.of(gradients);
        int columns = array.columns();
        float[][] sums = new float[Blocks.chunks(array.rows(), columns)][];
        Blocks.forEachChunk(array.rows(), columns, (chunk, firstRow, rows) -> {
            Scratch scratch = Scratch.get();
            float[] values = scratch.first;
            float[] y = scratch.second;
            float[] sum = new float[biasGradients == null ? 0 : columns];
            Blocks.inChunk(firstRow, rows, columns, (start, blockRows, column, width) -> {
                int count = blockRows * width;
                array.read(start, values, count);
                if (formula != Formula.IDENTITY) {
                    kept.read(start, y, count);
                    formula.passBack(y, values, count);
                    array.write(start, values, count);
                }
                if (sum.length > 0) {
                    for (int row = 0; row < blockRows; row++) {
                        add(values, row * width, sum, column, width);
                    }
                }
            });
            sums[chunk] = sum;
        });
        if (biasGradients != null) {
            collect(sums, biasGradients);
        }
    }

    private static void add(float[] source, int sourceStart, float[] target, int targetStart, int count) {
        for (int i = 0; i < count; i++) {
            target[targetStart + i] += source[sourceStart + i];
        }
    }

    private static float[] repeated(INDArray biases, int columns) {
        HostArray array = HostArray.ofVector(biases);
        int channels = (int) biases.length();
        float[] values = new float[channels];
        array.read(0, values, channels);
        if (channels == columns) {
            return values;
        }
        int positions = columns / channels;
        float[] repeated = new float[columns];
        for (int i = 0; i < columns; i++) {
            repeated[i] = values[i / positions];
        }
        return repeated;
    }

    private static void collect(float[][] sums, INDArray target) {
        int channels = (int) target.length();
        int positions = sums[0].length / channels;
        float[] totals = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double total = 0;
            for (float[] sum : sums) {
                for (int i = channel * positions; i < (channel + 1) * positions; i++) {
                    total += sum[i];
                }
            }
            totals[channel] = (float) total;
        }
        HostArray.ofVector(target).write(0, totals, channels);
    }
}
