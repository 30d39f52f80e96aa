package org.aectl.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a layer does with its rows before and after the matrix product, in one pass over them. */
public final class BiasActivation {
    private BiasActivation() {}

    /**
     * Puts {@code f(z + b)} in the place of z.
     *
     * @param biases for each feature of a row one, or for each channel, whose features follow each other; null for none
     */
    public static void activate(INDArray z, @Nullable INDArray biases, Formula formula) {
        HostArray array = HostArray.of(z);
        BiasTiles added = biases == null ? BiasTiles.NONE : BiasTiles.of(HostArray.ofVector(biases), array.columns());
        Blocks.forEachChunk(array.rows(), array.columns(), (chunk, firstRow, rows) -> {
            Scratch scratch = Scratch.get();
            float[] values = scratch.first;
            Blocks.inChunk(firstRow, rows, array.columns(), (start, count, tile) -> {
                array.read(start, values, count);
                added.addTo(values, tile, count);
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
        BiasTiles[] sums = new BiasTiles[Blocks.chunks(array.rows(), array.columns())];
        Blocks.forEachChunk(array.rows(), array.columns(), (chunk, firstRow, rows) -> {
            Scratch scratch = Scratch.get();
            float[] values = scratch.first;
            float[] y = scratch.second;
            BiasTiles sum = biasGradients == null ? BiasTiles.NONE : BiasTiles.zeros(array.columns());
            Blocks.inChunk(firstRow, rows, array.columns(), (start, count, tile) -> {
                array.read(start, values, count);
                if (formula != Formula.IDENTITY) {
                    kept.read(start, y, count);
                    formula.passBack(y, values, count);
                    array.write(start, values, count);
                }
                sum.add(values, tile, count);
            });
            sums[chunk] = sum;
        });
        if (biasGradients != null) {
            write(sums, array.columns(), biasGradients);
        }
    }

    private static void write(BiasTiles[] sums, int columns, INDArray biasGradients) {
        double[] totals = new double[(int) biasGradients.length()];
        for (BiasTiles sum : sums) {
            sum.addColumnsTo(totals, columns);
        }
        float[] rounded = new float[totals.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) totals[i];
        }
        HostArray.ofVector(biasGradients).write(0, rounded, rounded.length);
    }
}
