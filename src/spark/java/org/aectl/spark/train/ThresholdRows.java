package org.aectl.spark.train;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.aectl.config.DataConfig;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.prepare.SplitShares;
import org.aectl.task.InferenceRows;
import org.aectl.task.InferenceWork;

/** Work on the rows of a file that thresholds are fitted on: of the validation split, or of the training where there is none. */
public record ThresholdRows<T extends Serializable>(InferenceWork<T> work, SplitShares shares)
        implements InferenceWork<T> {
    @Override
    public T run(InferenceRows rows, Path folder) throws IOException {
        DataConfig data = rows.model().config().data();
        SplitShares.Split split = data.validation() > 0 ? SplitShares.Split.VALIDATION : SplitShares.Split.TRAINING;
        int[] learnt = IntStream.range(0, rows.examples().count())
                .filter(row -> shares.splitOf(rows.firstRow() + row) == split)
                .filter(row -> isLearnt(rows.examples(), row, data))
                .toArray();
        return work.run(rows.with(new SelectedExamples(rows.examples(), learnt)), folder);
    }

    private static boolean isLearnt(Examples examples, int row, DataConfig data) {
        if (data.classes() != null
                && !data.classes().contains(examples.classes().get(examples.label(row)))) {
            return false;
        }
        if (data.missing() != DataConfig.Missing.DROP) {
            return true;
        }
        float[] values = new float[examples.shape().size()];
        examples.read(row, values, 0);
        return IntStream.range(0, values.length).noneMatch(i -> Float.isNaN(values[i]));
    }
}
