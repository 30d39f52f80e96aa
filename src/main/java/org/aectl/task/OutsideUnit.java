package org.aectl.task;

import java.util.Locale;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.aectl.data.batch.Batch;

/**
 * Values above 1 or below 0 where the reconstruction is a probability: the training rows have none, but others may, if each feature
 * is scaled by the training rows' own range.
 */
public final class OutsideUnit {
    private OutsideUnit() {}

    /**
     * Counts them aloud.
     *
     * @param name what the message calls the examples
     */
    public static void tell(ExperimentConfig config, String name, Iterable<Batch> batches) {
        boolean areBits = config.data().binarize() != DataConfig.Binarize.NONE;
        if (config.model().reconstruction() != ModelConfig.Reconstruction.BERNOULLI || areBits) {
            return;
        }
        long values = 0;
        long outside = 0;
        for (Batch batch : batches) {
            for (float value : batch.features()) {
                values++;
                outside += value < 0 || value > 1 ? 1 : 0;
            }
        }
        if (outside > 0) {
            Warnings.tell(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d scaled values are outside of [0,1], where the cross-entropy of model.reconstruction bernoulli is no likelihood",
                    name,
                    outside,
                    values));
        }
    }
}
