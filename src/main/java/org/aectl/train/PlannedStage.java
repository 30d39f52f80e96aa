package org.aectl.train;

import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.PretrainingConfig;
import org.aectl.config.TrainingConfig;

/**
 * What a config says of a {@link Stage}, before there are networks and data.
 *
 * @param name for people and metrics.csv
 * @param epochs passes over the training split
 */
public record PlannedStage(String name, int epochs, LearningRates learningRates) {
    /** In their order; the last one trains the whole network. */
    public static List<PlannedStage> of(ExperimentConfig config) {
        TrainingConfig training = config.training();
        PretrainingConfig pretraining = config.model().pretraining();
        int layers = config.model().encoderLayers();
        List<PlannedStage> stages = new ArrayList<>();
        for (int layer = 0; pretraining != null && layer < layers; layer++) {
            double rate = pretraining.learningRate(layer, training.optimizer().learningRate());
            stages.add(new PlannedStage(
                    "pretraining " + (layer + 1) + "/" + layers,
                    pretraining.epochs(layer),
                    LearningRates.constant(rate)));
        }
        stages.add(new PlannedStage(Stage.WHOLE, training.epochs(), new LearningRates(training)));
        return List.copyOf(stages);
    }
}
