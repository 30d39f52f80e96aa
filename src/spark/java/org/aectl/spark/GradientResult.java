package org.aectl.spark;

import java.io.Serializable;

/**
 * A worker's part of a step.
 *
 * @param losses before the step
 * @param examples that the gradient is the mean over; 0 where a loss was not finite
 * @param gradient of what is trained; empty where a loss was not finite
 * @param parameters of what is trained: those that were given, but for the statistics that normalizations have learnt
 */
record GradientResult(ShardLosses losses, int examples, Floats gradient, Floats parameters) implements Serializable {}
