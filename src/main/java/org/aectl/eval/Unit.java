package org.aectl.eval;

import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.jspecify.annotations.Nullable;

/** What numbers are counted in. */
public enum Unit {
    /** That of the parts of a loss, where they have the same. */
    OF_LOSS(""),
    /** What the likelihood of a model counts in. */
    OF_RECONSTRUCTION(""),
    NATS("nats per example"),
    SQUARES("squared error per example"),
    PENALTY("added to the loss"),
    /** Of losses with parts in several units, or of layers that are judged by what suits their activations. */
    MIXED("per example"),
    DECIBELS("decibels"),
    SHARE("share of the examples"),
    NONE("");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** For people, where it does not depend on a model. */
    public String text() {
        return text;
    }

    /** Whether it is one of a whole network's loss, and none of a layer's by itself. */
    public boolean isOfModel() {
        return this == OF_LOSS || this == OF_RECONSTRUCTION;
    }

    /**
     * For people.
     *
     * @param config of an autoencoder; null for a classifier
     */
    public String text(@Nullable ExperimentConfig config) {
        if (!isOfModel()) {
            return text;
        }
        if (config == null) {
            return NATS.text;
        }
        return (this == OF_LOSS ? ofLoss(config) : ofReconstruction(config.model())).text;
    }

    private static Unit ofReconstruction(ModelConfig model) {
        return model.isLossInNats() ? NATS : SQUARES;
    }

    private static Unit ofLoss(ExperimentConfig config) {
        ModelConfig model = config.model();
        Unit unit = ofReconstruction(model);
        boolean isMixed =
                model.isPenalised() || config.training().l2() > 0 || (model.hasPosterior() && !model.isLossInNats());
        return isMixed ? MIXED : unit;
    }
}
