package org.aectl.model.layer;

/**
 * The normal distributions that are the codes of some examples.
 *
 * @param units of the code
 * @param means [examples x units]
 * @param logVariances [examples x units]
 * @param divergences of each unit from the prior N(0,1) in nats, mean over the examples
 */
public record Posterior(int units, double[] means, double[] logVariances, double[] divergences) {

    /** Divergence of each example's distribution from the prior N(0, I), in nats, summed over the units. */
    public double[] divergencesPerExample() {
        double[] sums = new double[means.length / units];
        for (int i = 0; i < means.length; i++) {
            sums[i / units] += (means[i] * means[i] + Math.exp(logVariances[i]) - 1 - logVariances[i]) / 2;
        }
        return sums;
    }
}
