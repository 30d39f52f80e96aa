package org.aectl.train;

import java.util.List;
import java.util.function.IntPredicate;
import org.aectl.base.InvalidInputException;
import org.aectl.config.TrainingConfig;
import org.aectl.run.checkpoint.PartialEpoch;
import org.aectl.run.checkpoint.TrainingProgress;

/**
 * Counts the epochs, knows the best, and says when patience is at an end. The best is the one with the lowest value of a metric on the
 * validation split, or of the one that early stopping follows. Without either it is the last: the mean of the losses before an epoch's
 * steps, each with the weights and the noise of its moment, judges no model.
 */
final class BestSoFar {
    private static final String TRAINING = "training.";

    private final TrainingConfig training;
    private final String metric;
    private final IntPredicate isComparable;

    /**
     * @param metricNames the metrics there will be
     * @param isComparable whether the training losses of an epoch of the last stage, from 0, can be compared with those of others
     */
    BestSoFar(TrainingConfig training, List<String> metricNames, IntPredicate isComparable) {
        this.training = training;
        this.isComparable = isComparable;
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
        boolean counts = counts(report.stageEpoch());
        boolean best = isLastStage && isBest(report, value, before);
        int waited = best || !isLastStage ? 0 : before.epochsWithoutImprovement() + (counts ? 1 : 0);
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

    private boolean isBest(EpochReport report, double value, TrainingProgress before) {
        TrainingConfig.EarlyStopping stopping = training.earlyStopping();
        if (training.keepsLast(metric)) {
            return true;
        }
        int earlierStages = report.epoch() - report.stageEpoch();
        boolean isBestComparable = before.bestEpoch() > 0 && counts(before.bestEpoch() - earlierStages);
        if (!counts(report.stageEpoch()) || !isBestComparable) {
            // Until there is one that counts, the newest is the best.
            return !isBestComparable;
        }
        // Measured from the last value that counted, so that small improvements add up.
        return value < before.bestValue() - (stopping == null ? 0 : stopping.minimumImprovement());
    }

    /** @param stageEpoch from 1 */
    private boolean counts(int stageEpoch) {
        return !metric.startsWith(TRAINING) || isComparable.test(stageEpoch - 1);
    }
}
