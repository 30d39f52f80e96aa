package org.aectl.config;

import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/** How the learning rate changes during the training; {@code type} names one of the records below. */
public sealed interface ScheduleConfig
        permits ScheduleConfig.Constant,
                ScheduleConfig.Step,
                ScheduleConfig.Exponential,
                ScheduleConfig.Linear,
                ScheduleConfig.Cosine {

    /**
     * The share of the learning rate at a point of the training.
     *
     * @param epoch epochs completed, from 0
     * @param progress the same with the fraction of the epoch that is under way
     * @param done share of the whole training, in [0,1]
     */
    double share(int epoch, double progress, double done);

    /** It does not change. */
    @Doc("It does not change.")
    record Constant() implements ScheduleConfig {
        @Override
        public double share(int epoch, double progress, double done) {
            return 1;
        }
    }

    /** Multiplied by a factor every so many epochs. */
    @Doc("Multiplied by a factor every so many epochs.")
    record Step(
            @Doc("Epochs between two changes.") @Range(min = 1)
            int everyEpochs,

            @Doc("What the learning rate is multiplied by.") @Range(above = 0, max = 1) @Default("0.1")
            double factor)
            implements ScheduleConfig {
        @Override
        public double share(int epoch, double progress, double done) {
            return Math.pow(factor, Math.floorDiv(epoch, everyEpochs));
        }
    }

    /** Multiplied by a factor each epoch, smoothly from step to step. */
    @Doc("Multiplied by a factor each epoch, smoothly from step to step.")
    record Exponential(
            @Doc("What the learning rate is multiplied by in an epoch.") @Range(above = 0, max = 1)
            double factor) implements ScheduleConfig {
        @Override
        public double share(int epoch, double progress, double done) {
            return Math.pow(factor, progress);
        }
    }

    /** Falls in a straight line over the whole training. */
    @Doc("Falls in a straight line over the whole training.")
    record Linear(
            @Doc("Share of the learning rate that is left at the end.") @Range(min = 0, max = 1) @Default("0")
            double finalShare)
            implements ScheduleConfig {
        @Override
        public double share(int epoch, double progress, double done) {
            return 1 - (1 - finalShare) * done;
        }
    }

    /** Falls along half a cosine over the whole training; Loshchilov and Hutter 2017, without restarts. */
    @Doc("Falls along half a cosine over the whole training.")
    record Cosine(
            @Doc("Share of the learning rate that is left at the end.") @Range(min = 0, max = 1) @Default("0")
            double finalShare)
            implements ScheduleConfig {
        @Override
        public double share(int epoch, double progress, double done) {
            return finalShare + (1 - finalShare) * (1 + Math.cos(Math.PI * done)) / 2;
        }
    }
}
