package org.aectl.spark.infer;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.batch.Batch;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleTable;
import org.aectl.output.TableFormat;
import org.aectl.spark.load.PartRows;
import org.aectl.task.cluster.ClusterInference.Scoring;
import org.aectl.task.detect.OutlierScorer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the outlier scores of a file's rows.
 *
 * @param threshold rows with a greater score are flagged; null to flag none
 */
public record DetectPart(Scoring scoring, @Nullable Double threshold) implements PartWork<DetectPart.Scored> {
    /**
     * What a file came to.
     *
     * @param sum of the scores
     */
    public record Scored(int rows, double sum, int flagged) implements Serializable {}

    @Override
    public Scored run(TrainedModel model, PartRows rows, Path folder) throws IOException {
        OutlierScorer scorer = scoring.of(model);
        double sum = 0;
        int flagged = 0;
        try (ExampleTable scores = ExampleTable.ofDoubles(
                TableFormat.PARQUET,
                TableFormat.PARQUET.path(folder, "scores"),
                rows.numbered(),
                threshold == null ? List.of("score") : List.of("score", "outlier"))) {
            for (Batch batch : rows.batches(model)) {
                double[] values = scorer.of(batch);
                for (int i = 0; i < values.length; i++) {
                    if (threshold == null) {
                        scores.write(batch.rows()[i], values[i]);
                    } else {
                        boolean isOutlier = values[i] > threshold;
                        scores.write(batch.rows()[i], values[i], isOutlier ? 1 : 0);
                        flagged += isOutlier ? 1 : 0;
                    }
                    sum += values[i];
                }
            }
            scores.commit();
        }
        return new Scored(rows.examples().count(), sum, flagged);
    }
}
