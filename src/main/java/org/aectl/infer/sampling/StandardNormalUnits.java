package org.aectl.infer.sampling;

import org.apache.commons.math3.special.Erf;

/** Units as the prior of a variational model has them: each N(0,1). */
public final class StandardNormalUnits implements UnitDistributions {
    @Override
    public double mean(int unit) {
        return 0;
    }

    @Override
    public double deviation(int unit) {
        return 1;
    }

    @Override
    public double quantile(int unit, double probability) {
        return Math.sqrt(2) * Erf.erfInv(2 * probability - 1);
    }
}
