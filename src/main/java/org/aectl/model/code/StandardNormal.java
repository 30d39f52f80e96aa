package org.aectl.model.code;

import org.apache.commons.math3.special.Erf;

/** The prior N(0, 1) (Kingma and Welling 2014; its divergence is in appendix B). */
public record StandardNormal() implements Prior {
    @Override
    public double draw(double standardNormal) {
        return standardNormal;
    }

    @Override
    public double energy(double code) {
        return code * code / 2;
    }

    @Override
    public double energySlope(double code) {
        return code;
    }

    @Override
    public double divergence(double mean, double logVariance) {
        return (mean * mean + Math.exp(logVariance) - 1 - logVariance) / 2;
    }

    @Override
    public double meanSlope(double mean, double logVariance) {
        return mean;
    }

    @Override
    public double logVarianceSlope(double mean, double logVariance) {
        return Math.expm1(logVariance) / 2;
    }

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
