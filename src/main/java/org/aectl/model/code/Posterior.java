package org.aectl.model.code;

/**
 * The normal distributions that are the codes of some examples, and the prior they are drawn to.
 *
 * @param units of the code
 * @param means [examples x units]
 * @param logVariances [examples x units]
 */
public record Posterior(Prior prior, int units, double[] means, double[] logVariances) {

    /** The divergence of each unit from the prior, in nats, mean over the examples. */
    public double[] divergences() {
        double[] sums = new double[units];
        for (int i = 0; i < means.length; i++) {
            sums[i % units] += divergence(i);
        }
        int examples = means.length / units;
        for (int unit = 0; unit < units; unit++) {
            sums[unit] /= examples;
        }
        return sums;
    }

    /** The divergence of each example's distribution from the prior, in nats, summed over the units. */
    public double[] divergencesPerExample() {
        double[] sums = new double[means.length / units];
        for (int i = 0; i < means.length; i++) {
            sums[i / units] += divergence(i);
        }
        return sums;
    }

    private double divergence(int index) {
        return prior.divergence(means[index], logVariances[index]);
    }
}
