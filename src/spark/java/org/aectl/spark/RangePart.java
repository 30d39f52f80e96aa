package org.aectl.spark;

import java.nio.file.Path;
import org.aectl.data.ValueRange;
import org.aectl.infer.TrainedModel;

/** Finds the range of a file's values, scaled as the model takes them. */
record RangePart() implements PartWork<ValueRange> {
    @Override
    public ValueRange run(TrainedModel model, PartRows rows, Path folder) {
        return ValueRange.of(rows.batches(model));
    }
}
