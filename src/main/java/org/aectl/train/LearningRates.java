package org.aectl.train;

import org.aectl.config.ScheduleConfig;
import org.aectl.config.TrainingConfig;

/**
 * The learning rate at any point of a training.
 *
 * @param base before any schedule
 * @param warmup epochs in which it rises
 * @param epochs of the training
 */
public record LearningRates(double base, ScheduleConfig schedule, double warmup, int epochs) {
    /** As the config schedules them. */
    public LearningRates(TrainingConfig training) {
        this(training.optimizer().learningRate(), training.schedule(), training.warmupEpochs(), training.epochs());
    }

    /** The same throughout. */
    public static LearningRates constant(double rate) {
        return new LearningRates(rate, new ScheduleConfig.Constant(), 0, 1);
    }

    /**
     * The learning rate of one step.
     *
     * @param epoch epochs completed, from 0
     * @param batch steps taken in this epoch, from 0
     * @param batches steps of an epoch
     */
    public double at(int epoch, int batch, int batches) {
        double progress = epoch + (double) batch / batches;
        double rate = base * schedule.share(epoch, progress, Math.min(1, progress / epochs));
        // The first step must not have rate 0: count the step about to be taken.
        double warmedUp = progress + 1.0 / batches;
        return warmedUp < warmup ? rate * warmedUp / warmup : rate;
    }
}
