package org.aectl.run.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * Share of the test examples whose class is found.
 *
 * @param finetuned by the classifier
 * @param fromScratch by the same network trained from random weights; null where there is none
 * @param ofRegression by logistic regression on the features; null where there is none
 */
public record TestAccuracy(
        double finetuned,
        @Nullable Double fromScratch,
        @Nullable Double ofRegression) {}
