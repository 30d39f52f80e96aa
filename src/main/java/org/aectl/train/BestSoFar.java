package org.aectl.train;

import java.util.List;
import org.aectl.config.InvalidInputException;
import org.aectl.config.TrainingConfig;
import org.aectl.run.PartialEpoch;
import org.aectl.run.TrainingProgress;

/** Follows one metric that should fall: counts the epochs, knows the best, and says when patience is at an end. */
final class BestSoFar {
    private final TrainingConfig training;
    private final String metric;

    /** @param metricNames the metrics there will be */
    BestSoFar(TrainingConfig training, List<String> metricNames) {
        this.training = training;
        TrainingConfig.EarlyStopping stopping = training.earlyStopping();
        String followed = metricNames.contains("validation.loss") ? "validation.loss" : "training.loss";
        this.metric = stopping == null ? followed : stopping.metric();
        if (!metricNames.contains(metric)) {
            throw new InvalidInputException("training.earlyStopping.metric must be one of "
                    + String.join(", ", metricNames) + ", was " + metric);
        }
    }

    String metric() {
        return metric;
    }

    /**
     * The progress after an epoch.
     *
     * @param steps taken in it
     * @param isLastStage whether the epoch trained the whole network; of what comes before, nothing is the best
     */
    TrainingProgress after(EpochReport report, TrainingProgress before, int steps, boolean isLastStage) {
        double value = report.metrics().getOrDefault(metric, Double.NaN);
        TrainingConfig.EarlyStopping stopping = training.earlyStopping();
        double enough = stopping == null ? 0 : stopping.minimumImprovement();
        // Measured from the last value that counted, so that small improvements add up.
        boolean best = isLastStage && value < before.bestValue() - enough;
        int waited = best || !isLastStage ? 0 : before.epochsWithoutImprovement() + 1;
        return new TrainingProgress(
                before.stage(),
                report.stageEpoch(),
                before.stageStep() + steps,
                report.epoch(),
                best ? report.epoch() : before.bestEpoch(),
                best ? value : before.bestValue(),
                waited,
                stopping != null && waited >= stopping.patience(),
                before.rollbacks(),
                PartialEpoch.NOTHING);
    }
}
