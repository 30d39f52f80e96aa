package org.aectl.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.aectl.run.MetricsFile;
import org.aectl.run.TrainingProgress;

/** Writes metrics.csv as the epochs go by. */
final class MetricsListener implements TrainingListener {
    private final MetricsFile file;

    MetricsListener(MetricsFile file) {
        this.file = file;
    }

    @Override
    public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
        try {
            file.append(
                    report.epoch(), report.learningRate(), report.metrics().values());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
