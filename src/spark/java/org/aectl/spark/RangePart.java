package org.aectl.spark;

import java.nio.file.Path;
import org.aectl.data.Batch;
import org.aectl.data.ValueRange;
import org.aectl.infer.TrainedModel;

/** Finds the range of a file's values, scaled as the model takes them. */
record RangePart() implements PartWork<ValueRange> {
    @Override
    public ValueRange run(TrainedModel model, PartRows rows, Path folder) {
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (Batch batch : rows.batches(model)) {
            for (float value : batch.features()) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            }
        }
        return new ValueRange(minimum, maximum);
    }
}
