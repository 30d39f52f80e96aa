package org.aectl.model;

import org.aectl.data.batch.Batch;

/**
 * A model whose step can be divided: gradients that several networks of the same weights compute, each on a part of a batch, and one
 * step along their mean, which is the step on the whole batch (synchronous stochastic gradient descent).
 */
public interface DataParallelTrainable extends Trainable<Batch> {
    /**
     * Computes a gradient. The weights stay, but for running statistics, which learn from the batch.
     *
     * @param step that it is for
     */
    GradientShare gradient(Batch batch, TrainingStep step);

    /** Whether {@link #gradient} changes any of the weights. */
    boolean learnsStatistics();

    /** Takes over weights, and leaves what the optimizer remembers. */
    void setParameters(float[] values);

    /** What the optimizer remembers from step to step; empty for one that remembers nothing. */
    float[] optimizerState();

    /** Takes over what an optimizer remembered. */
    void setOptimizerState(float[] values);

    /**
     * Takes a step.
     *
     * @param gradient mean over the examples of all parts of the batch
     * @param examples of all parts
     */
    void move(float[] gradient, TrainingStep step, int examples);
}
