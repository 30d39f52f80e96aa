package org.aectl.spark.infer;

import java.nio.file.Path;
import org.aectl.eval.KnownRange;
import org.aectl.infer.TrainedModel;
import org.aectl.spark.load.PartRows;
import org.aectl.task.evaluate.Measures;
import org.jspecify.annotations.Nullable;

/**
 * Measures a file's rows.
 *
 * @param nllSamples codes drawn for each to estimate its likelihood; 0 to leave that out
 */
public record EvaluatePart(int nllSamples) implements PartWork<Measures> {
    @Override
    public Measures run(TrainedModel model, PartRows rows, Path folder) {
        return Measures.of(model, rows.batches(model), nllSamples, range(model));
    }

    /** Of the values; a Parquet file does not say what they can be. */
    public static @Nullable KnownRange range(TrainedModel model) {
        return KnownRange.of(
                model.checkpoint().config().data(),
                model.checkpoint().scaling(),
                model.checkpoint().shape(),
                null);
    }
}
