package org.aectl.spark;

import java.nio.file.Path;
import org.aectl.infer.TrainedModel;
import org.aectl.task.Measures;

/**
 * Measures a file's rows.
 *
 * @param nllSamples codes drawn for each to estimate its likelihood; 0 to leave that out
 * @param peak range of the scaled data
 */
record EvaluatePart(int nllSamples, double peak) implements PartWork<Measures> {
    @Override
    public Measures run(TrainedModel model, PartRows rows, Path folder) {
        return Measures.of(model, rows.batches(model), nllSamples, peak);
    }
}
