package org.aectl.model.code;

/** How each unit of a code is distributed, whatever the others are. */
public interface UnitDistributions {
    double mean(int unit);

    /** The standard deviation. */
    double deviation(int unit);

    /**
     * The value that a unit stays below with a probability.
     *
     * @param probability in (0,1)
     */
    double quantile(int unit, double probability);
}
