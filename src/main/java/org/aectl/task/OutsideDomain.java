package org.aectl.task;

import java.io.Serializable;
import java.util.Locale;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.batch.Batch;

/**
 * Values that the likelihood is not defined for, such as some above 1 where the output is a probability: the training rows have
 * none, but others may, if each feature is scaled by the training rows' own range.
 *
 * @param outside how many of the values
 */
public record OutsideDomain(long values, long outside) implements Serializable {
    public static final OutsideDomain NONE = new OutsideDomain(0, 0);

    /** Counts them. */
    public static OutsideDomain of(ExperimentConfig config, Iterable<Batch> batches) {
        boolean areBits = config.data().binarize() != DataConfig.Binarize.NONE;
        LikelihoodKind likelihood = config.model().reconstruction();
        if (likelihood.domain().isUnbounded() || areBits) {
            return NONE;
        }
        long values = 0;
        long outside = 0;
        for (Batch batch : batches) {
            for (float value : batch.features()) {
                values++;
                outside += likelihood.domain().holds(value) ? 0 : 1;
            }
        }
        return new OutsideDomain(values, outside);
    }

    /** Of the examples of both. */
    public OutsideDomain plus(OutsideDomain other) {
        return new OutsideDomain(values + other.values, outside + other.outside);
    }

    /**
     * Tells of them, if there are any.
     *
     * @param name what the message calls the examples
     */
    public void tell(ExperimentConfig config, String name) {
        if (outside > 0) {
            LikelihoodKind likelihood = config.model().reconstruction();
            Warnings.tell(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d scaled values are outside of %s, where the %s of model.reconstruction %s is no likelihood",
                    name,
                    outside,
                    values,
                    likelihood.domain(),
                    likelihood.loss(),
                    EnumNames.of(likelihood)));
        }
    }
}
