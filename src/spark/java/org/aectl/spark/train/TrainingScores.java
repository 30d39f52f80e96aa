package org.aectl.spark.train;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.aectl.config.DataConfig;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.data.prepare.SplitShares;
import org.aectl.infer.TrainedModel;
import org.aectl.spark.infer.PartWork;
import org.aectl.spark.load.PartRows;
import org.aectl.task.cluster.ClusterInference.Scoring;
import org.aectl.task.detect.OutlierScorer;

/** Scores the rows of a file that thresholds are fitted on: of the validation split, or of the training where there is none. */
public record TrainingScores(Scoring scoring, SplitShares shares) implements PartWork<double[]> {
    @Override
    public double[] run(TrainedModel model, PartRows rows, Path folder) {
        OutlierScorer scorer = scoring.of(model);
        DataConfig data = model.checkpoint().config().data();
        SplitShares.Split split = data.validation() > 0 ? SplitShares.Split.VALIDATION : SplitShares.Split.TRAINING;
        int[] learnt = IntStream.range(0, rows.examples().count())
                .filter(row -> shares.splitOf(rows.firstRow() + row) == split)
                .filter(row -> isLearnt(rows.examples(), row, data))
                .toArray();
        double[] scores = new double[learnt.length];
        int done = 0;
        if (learnt.length > 0) {
            for (Batch batch :
                    rows.with(new SelectedExamples(rows.examples(), learnt)).batches(model)) {
                System.arraycopy(scorer.of(batch), 0, scores, done, batch.count());
                done += batch.count();
            }
        }
        return scores;
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
