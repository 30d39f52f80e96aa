package org.aectl.run.checkpoint;

import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.prepare.Scaling;

/**
 * Everything a classifier is: enough to use it on any machine.
 *
 * @param config of the run whose encoder it has, with the data that the classifier learnt from
 * @param finetuning how it was made
 * @param shape of one example
 * @param classes names of the classes, in the order of its outputs
 * @param columns of the data that it was trained on, the features as the encoder takes them
 * @param scaling of the run whose encoder it has
 * @param progress how far its training had come; the weights are those of the best epoch
 * @param metrics the text of metrics.csv up to the end of its training
 * @param parameters weights and biases of encoder and head, in the network's order
 */
public record ClassifierCheckpoint(
        ExperimentConfig config,
        Finetuning finetuning,
        ExampleShape shape,
        List<String> classes,
        Columns columns,
        Scaling scaling,
        TrainingProgress progress,
        String metrics,
        float[] parameters) {}
