package org.aectl.task;

import java.io.IOException;

/** Where trained models are used: in this process, or on a cluster. */
@FunctionalInterface
public interface InferenceEngine {
    /**
     * Loads the run.
     *
     * @throws org.aectl.base.InvalidInputException if it has no autoencoder
     */
    Inference open(InferenceRequest request) throws IOException;
}
