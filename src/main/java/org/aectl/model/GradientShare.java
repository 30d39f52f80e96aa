package org.aectl.model;

import org.aectl.model.objective.Losses;

/**
 * What a batch contributes to a step that several networks take together.
 *
 * @param losses before the step
 * @param gradient of the loss, mean over the batch, in the parameters' order; empty where the losses are not finite
 * @param examples of the batch
 */
public record GradientShare(Losses losses, float[] gradient, int examples) {}
