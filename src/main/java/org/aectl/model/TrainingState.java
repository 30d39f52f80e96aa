package org.aectl.model;

/**
 * A copy of everything that steps change.
 *
 * @param parameters weights and biases, in the network's order
 * @param optimizerState what the optimizer remembers; empty for one that remembers nothing
 */
public record TrainingState(float[] parameters, float[] optimizerState) {}
