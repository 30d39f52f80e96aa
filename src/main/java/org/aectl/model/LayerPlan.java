package org.aectl.model;

import org.aectl.config.Activation;
import org.jspecify.annotations.Nullable;

/**
 * One fully connected layer of a network.
 *
 * @param name unique in its network
 * @param inputs units before it, at least 1
 * @param outputs units of its own, at least 1
 * @param tiedTo name of the layer whose weights it uses transposed; null where it has its own
 */
public record LayerPlan(
        String name,
        int inputs,
        int outputs,
        Activation activation,
        @Nullable String tiedTo) {

    /** Weights and biases of its own. */
    public long parameters() {
        long weights = tiedTo == null ? (long) inputs * outputs : 0;
        return weights + outputs;
    }
}
