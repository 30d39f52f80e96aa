package org.aectl.config;

import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;
import org.jspecify.annotations.Nullable;

/**
 * The weight of the divergence that draws a gaussian code to the prior N(0, I). Raised linearly from 0 at first (Bowman
 * et al. 2016), and again every so many epochs if wished (Fu et al. 2019); units whose divergence is small may be left
 * alone (free bits, Kingma et al. 2016).
 */
public record KlConfig(
        @Doc(
                "Weight of the divergence beside the reconstruction, both in nats for each example; 1 is the evidence lower"
                        + " bound.")
        @Range(min = 0)
        @Default("1")
        double beta,

        @Doc("Epochs in which the weight rises from 0 to beta in a straight line; may be a fraction. Validation and"
                + " evaluation use beta itself.")
        @Range(min = 0)
        @Default("0")
        double warmupEpochs,

        @Doc("Epochs after which the warm-up starts over, again and again; left out, it never does.")
        @Range(above = 0)
        @Nullable
        Double cycleEpochs,

        @Doc("Divergence in nats that each code unit, in the mean over a batch, is not charged for less than.")
        @Range(min = 0)
        @Default("0")
        double freeBits) {

    /** Weight 1 from the beginning. */
    public static final KlConfig BOUND = new KlConfig(1, 0, null, 0);

    /**
     * The weight at a point of the training.
     *
     * @param epochs done, with their fraction
     */
    public double weight(double epochs) {
        if (warmupEpochs == 0) {
            return beta;
        }
        double inCycle = cycleEpochs == null ? epochs : epochs % cycleEpochs;
        return beta * Math.min(1, inCycle / warmupEpochs);
    }

    /**
     * Whether the weight is beta all through an epoch.
     *
     * @param epoch from 0
     */
    boolean isFull(int epoch) {
        double inCycle = cycleEpochs == null ? epoch : epoch % cycleEpochs;
        return warmupEpochs == 0 || (inCycle >= warmupEpochs && (cycleEpochs == null || inCycle + 1 <= cycleEpochs));
    }
}
