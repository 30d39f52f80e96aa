package org.aectl.model;

/**
 * The normal distributions that are the codes of some examples.
 *
 * @param units of the code
 * @param means [examples x units]
 * @param logVariances [examples x units]
 * @param divergences of each unit from the prior N(0,1) in nats, mean over the examples
 */
public record CodeDistribution(int units, double[] means, double[] logVariances, double[] divergences) {}
