package org.aectl.report;

import org.aectl.config.ModelConfig;

/** What the losses of a model are counted in. */
final class LossUnits {
    static final String NATS = "nats per example";
    private static final String SQUARES = "squared error per example";

    private LossUnits() {}

    /** The unit of the reconstruction loss of the whole network, and of what is made of it. */
    static String of(ModelConfig model) {
        boolean isLikelihood =
                model.reconstruction() == ModelConfig.Reconstruction.BERNOULLI || model.variance() != null;
        return isLikelihood ? NATS : SQUARES;
    }
}
