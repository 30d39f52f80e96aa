package org.aectl.eval;

import java.util.Arrays;
import java.util.List;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;

/** How active the units of a code are. */
public final class CodeActivity {
    private CodeActivity() {}

    /**
     * Measures, batch by batch.
     *
     * @param batches at least one example
     * @return the absolute activation of each code unit, mean over the examples
     */
    public static List<Double> of(Autoencoder autoencoder, Iterable<Batch> batches) {
        double[] sums = new double[autoencoder.codeSize()];
        long examples = 0;
        for (Batch batch : batches) {
            float[] codes = autoencoder.codec().encode(batch);
            for (int i = 0; i < codes.length; i++) {
                sums[i % sums.length] += Math.abs(codes[i]);
            }
            examples += batch.count();
        }
        double count = examples;
        return Arrays.stream(sums).mapToObj(sum -> sum / count).toList();
    }
}
