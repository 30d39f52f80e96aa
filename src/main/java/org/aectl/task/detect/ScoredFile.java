package org.aectl.task.detect;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.aectl.base.RemotePath;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.batch.Batch;
import org.aectl.output.ExampleTable;
import org.aectl.task.Inference;
import org.aectl.task.InferenceRows;
import org.aectl.task.OutsideDomain;
import org.jspecify.annotations.Nullable;

/**
 * The scores of the rows of one file on a cluster, which are written where it is read: nothing that needs the scores of all rows at
 * once is known of them.
 *
 * @param flagged rows whose score is above the threshold
 */
record ScoredFile(int flagged, OutsideDomain outside) implements Serializable {
    /** Scores file by file. */
    static DetectResult all(
            DetectTask.DetectRequest request,
            Inference inference,
            OutlierScorer scorer,
            Path output,
            Consumer<String> warnings)
            throws IOException {
        ScoreChoice choice = request.score();
        FittedThreshold fitted = FittedThreshold.of(request.threshold(), choice, inference, warnings);
        Double threshold = fitted == null ? null : Double.valueOf(fitted.value());
        List<ScoredFile> files =
                inference.each((rows, folder) -> of(rows, choice.of(rows.model()), threshold, folder), output);
        files.stream()
                .map(ScoredFile::outside)
                .reduce(OutsideDomain.NONE, OutsideDomain::plus)
                .tell(inference.run().config(), inference.name());
        int flagged = files.stream().mapToInt(ScoredFile::flagged).sum();
        return new DetectResult(
                inference.run().name(),
                inference.name(),
                inference.count(),
                EnumNames.of(scorer.score()),
                scorer.draws(),
                null,
                fitted == null ? null : DetectResult.Threshold.of(fitted, flagged, inference.count()),
                null,
                Map.of(),
                List.of(),
                inference.found(output, List.of()).stream().map(RemotePath::uri).toList());
    }

    private static ScoredFile of(InferenceRows rows, OutlierScorer scorer, @Nullable Double threshold, Path folder)
            throws IOException {
        int flagged = 0;
        try (ExampleTable scores = ExampleTable.ofDoubles(
                rows.tables(),
                rows.tables().path(folder, "scores"),
                rows.examples(),
                threshold == null ? List.of("score") : List.of("score", "outlier"))) {
            for (Batch batch : rows.batches().inOrder()) {
                double[] values = scorer.of(batch, rows.firstRow());
                for (int i = 0; i < values.length; i++) {
                    if (threshold == null) {
                        scores.write(batch.rows()[i], values[i]);
                    } else {
                        int flag = values[i] > threshold ? 1 : 0;
                        scores.write(batch.rows()[i], values[i], flag);
                        flagged += flag;
                    }
                }
            }
            scores.commit();
        }
        return new ScoredFile(flagged, scorer.outside(rows));
    }
}
