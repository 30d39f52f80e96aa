package org.aectl.config;

import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/**
 * How the strength of a noise changes: a straight line from one share of it to another, constant from then on. In the
 * epoch numbered e from 0 the share is {@code from + (to - from) * min(1, e / epochs)}.
 */
public record NoiseSchedule(
        @Doc("Share of the full strength in the first epoch.") @Range(min = 0, max = 1) @Default("0")
        double from,

        @Doc("Share of the full strength at the end of the change and ever after.")
        @Range(min = 0, max = 1)
        @Default("1")
        double to,

        @Doc("Epochs that the change takes.") @Range(min = 1)
        int epochs) {

    /**
     * The share of the full strength.
     *
     * @param epoch from 0
     */
    public double share(int epoch) {
        return from + (to - from) * Math.min(1, (double) epoch / epochs);
    }

    /**
     * Whether an epoch has the share of the end.
     *
     * @param epoch from 0
     */
    boolean isOver(int epoch) {
        return epoch >= epochs || from == to;
    }
}
