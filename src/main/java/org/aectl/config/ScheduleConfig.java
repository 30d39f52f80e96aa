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

    /** It does not change. */
    @Doc("It does not change.")
    record Constant() implements ScheduleConfig {}

    /** Multiplied by a factor every so many epochs. */
    @Doc("Multiplied by a factor every so many epochs.")
    record Step(
            @Doc("Epochs between two changes.") @Range(min = 1)
            int everyEpochs,

            @Doc("What the learning rate is multiplied by.") @Range(above = 0, max = 1) @Default("0.1")
            double factor)
            implements ScheduleConfig {}

    /** Multiplied by a factor each epoch, smoothly from step to step. */
    @Doc("Multiplied by a factor each epoch, smoothly from step to step.")
    record Exponential(
            @Doc("What the learning rate is multiplied by in an epoch.") @Range(above = 0, max = 1)
            double factor) implements ScheduleConfig {}

    /** Falls in a straight line over the whole training. */
    @Doc("Falls in a straight line over the whole training.")
    record Linear(
            @Doc("Share of the learning rate that is left at the end.") @Range(min = 0, max = 1) @Default("0")
            double finalShare)
            implements ScheduleConfig {}

    /** Falls along half a cosine over the whole training; Loshchilov and Hutter 2017, without restarts. */
    @Doc("Falls along half a cosine over the whole training.")
    record Cosine(
            @Doc("Share of the learning rate that is left at the end.") @Range(min = 0, max = 1) @Default("0")
            double finalShare)
            implements ScheduleConfig {}
}
