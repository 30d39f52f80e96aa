package org.aectl.task.train;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aectl.base.Counts;
import org.aectl.config.ExperimentConfig;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.MetricsTable;
import org.aectl.run.file.TextFile;

/** Whether a training ended too soon. */
public final class FurtherTraining {
    /** Share of all that the loss fell by which is much for the last quarter of the epochs. */
    private static final double MUCH = 0.05;

    private FurtherTraining() {}

    /** What to do about a loss that was still falling fast when the planned epochs were over; empty where it was not. */
    public static Optional<String> advice(RunFolder run) throws IOException {
        Manifest manifest = run.manifest();
        ExperimentConfig config = run.config();
        int epochs = config.training().epochs();
        if (manifest.outcome() != Manifest.Outcome.DONE || manifest.bestEpoch() != manifest.epochs()) {
            return Optional.empty();
        }
        List<Double> values = MetricsTable.parse(
                        TextFile.read(run.metrics()), run.metrics().toString())
                .stages()
                .getOrDefault(MetricsTable.WHOLE, List.of())
                .stream()
                .map(row -> row.metrics().getOrDefault(manifest.metric(), Double.NaN))
                .toList();
        if (!isFallingFast(values)) {
            return Optional.empty();
        }
        int rows = manifest.rows().getOrDefault("training", 0);
        long steps = (long) epochs
                * ((rows + config.training().batchSize() - 1)
                        / config.training().batchSize());
        return Optional.of(String.format(
                Locale.ROOT,
                "%s in all, and %s was still falling: aectl train --resume %s --epochs %d",
                Counts.of(steps, "step"),
                manifest.metric(),
                run.path(),
                2 * epochs));
    }

    /** Whether the last quarter of the epochs brought much of the fall since the first. */
    static boolean isFallingFast(List<Double> values) {
        int last = values.size() - 1;
        if (last < 1) {
            return false;
        }
        int before = last - Math.max(1, values.size() / 4);
        double fall = values.get(0) - values.get(last);
        double ofQuarter = values.get(before) - values.get(last);
        // Of two epochs the last brings all there is.
        return fall > 0 && ofQuarter > MUCH * fall;
    }
}
