package org.aectl.run.checkpoint;

import java.util.Arrays;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.Scaling;

/**
 * Everything a trained model is: enough to use it or to go on training it, on any machine.
 *
 * @param shape of one example
 * @param data the files it is trained on, which tell whether a later session has the same
 * @param classes names of the classes of its training data; empty where they had no labels
 * @param columns of its training data
 * @param range of all scaled training values together
 * @param metrics the text of metrics.csv up to this point
 * @param parameters weights and biases, in the network's order
 * @param optimizerState what the optimizer remembers; empty for one that remembers nothing
 */
public record Checkpoint(
        ExperimentConfig config,
        ExampleShape shape,
        List<DataFile> data,
        List<String> classes,
        Columns columns,
        Scaling scaling,
        ValueRange range,
        TrainingProgress progress,
        String metrics,
        float[] parameters,
        float[] optimizerState) {

    /** The range of all raw training values together. */
    public ValueRange rawRange() {
        float[] lowest = new float[shape.size()];
        float[] highest = new float[shape.size()];
        Arrays.fill(lowest, range.minimum());
        Arrays.fill(highest, range.maximum());
        scaling.invert(lowest, 0);
        scaling.invert(highest, 0);
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (int feature = 0; feature < lowest.length; feature++) {
            minimum = Math.min(minimum, lowest[feature]);
            maximum = Math.max(maximum, highest[feature]);
        }
        return new ValueRange(minimum, maximum);
    }
}
