package org.aectl.model;

/**
 * When a step is taken, and how long it is.
 *
 * @param number steps taken before; some optimizers correct their averages by it
 * @param epochs done before, with their fraction
 * @param learningRate above 0
 */
public record TrainingStep(long number, double epochs, double learningRate) {}
