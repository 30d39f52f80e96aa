package org.aectl.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Batch;
import org.aectl.eval.OutlierScore;
import org.aectl.infer.NumbersFile;
import org.aectl.infer.TableFormat;
import org.aectl.infer.TrainedModel;
import org.aectl.task.OutlierScorer;
import org.jspecify.annotations.Nullable;

/** Writes the outlier scores of a file's rows. */
record DetectPart(
        @Nullable OutlierScore score,
        @Nullable Integer samples,
        @Nullable Long seed) implements PartWork<PartResult> {
    @Override
    public PartResult run(TrainedModel model, PartRows rows, Path folder) throws IOException {
        OutlierScorer scorer = OutlierScorer.of(score, samples, seed, model);
        double sum = 0;
        try (NumbersFile scores = new NumbersFile(
                TableFormat.PARQUET,
                TableFormat.PARQUET.path(folder, "scores"),
                rows.numbered(),
                List.of("score"))) {
            for (Batch batch : rows.batches(model)) {
                double[] values = scorer.of(batch);
                for (int i = 0; i < values.length; i++) {
                    scores.write(batch.rows()[i], values[i]);
                    sum += values[i];
                }
            }
            scores.commit();
        }
        return new PartResult(rows.examples().count(), sum);
    }
}
