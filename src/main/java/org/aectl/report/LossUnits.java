package org.aectl.report;

import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;

/** What the losses of a model are counted in. */
public final class LossUnits {
    public static final String NATS = "nats per example";
    public static final String PENALTY = "added to the loss";
    public static final String UNKNOWN = "per example";
    private static final String SQUARES = "squared error per example";

    private LossUnits() {}

    /** The unit of the whole network's reconstruction loss. */
    public static String ofReconstruction(ModelConfig model) {
        return model.isLossInNats() ? NATS : SQUARES;
    }

    /** The unit of the whole network's loss: that of its parts, where they have the same. */
    public static String ofLoss(ExperimentConfig config) {
        ModelConfig model = config.model();
        String unit = ofReconstruction(model);
        boolean isMixed = model.sparsity() != null
                || config.training().l2() > 0
                || (model.type().isVariational() && !model.isLossInNats());
        return isMixed ? UNKNOWN : unit;
    }
}
