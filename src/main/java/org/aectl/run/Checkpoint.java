package org.aectl.run;

import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.Scaling;
import org.aectl.data.ValueRange;

/**
 * Everything a trained model is: enough to use it or to go on training it, on any machine.
 *
 * @param shape of one example
 * @param classes names of the classes of its training data; empty where they had no labels
 * @param range of all scaled training values together
 * @param metrics the text of metrics.csv up to this point
 * @param parameters weights and biases, in the network's order
 * @param optimizerState what the optimizer remembers; empty for one that remembers nothing
 */
public record Checkpoint(
        ExperimentConfig config,
        ExampleShape shape,
        List<String> classes,
        Scaling scaling,
        ValueRange range,
        TrainingProgress progress,
        String metrics,
        float[] parameters,
        float[] optimizerState) {}
