package org.aectl.eval.linear;

import java.util.function.ObjIntConsumer;
import org.aectl.data.batch.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Examples less a mean, in double precision, as matrices of a bounded size. */
final class CentredRows {
    /** 32 MB of numbers. */
    private static final int MOST_NUMBERS = 1 << 22;

    private CentredRows() {}

    /**
     * Hands over the examples of a batch, some rows at a time.
     *
     * @param taker of [rows x features] in 'c' order, which is closed afterwards, and the number of its first row in the
     *     batch
     */
    static void forEach(Batch batch, double[] mean, ObjIntConsumer<INDArray> taker) {
        int features = mean.length;
        int most = Math.max(1, MOST_NUMBERS / features);
        for (int first = 0; first < batch.count(); first += most) {
            int count = Math.min(most, batch.count() - first);
            double[] centred = new double[count * features];
            for (int row = 0; row < count; row++) {
                subtract(batch.features(), (first + row) * features, mean, centred, row * features);
            }
            try (INDArray rows = Nd4j.create(centred, new long[] {count, features}, 'c')) {
                taker.accept(rows, first);
            }
        }
    }

    /** Writes an example less the mean. */
    static void subtract(float[] values, int offset, double[] mean, double[] target, int targetOffset) {
        for (int i = 0; i < mean.length; i++) {
            target[targetOffset + i] = values[offset + i] - mean[i];
        }
    }
}
