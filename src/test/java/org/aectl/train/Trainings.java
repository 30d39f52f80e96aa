package org.aectl.train;

import org.aectl.config.OptimizerConfig;
import org.aectl.config.ScheduleConfig;
import org.aectl.config.TrainingConfig;
import org.jspecify.annotations.Nullable;

/** Configs for tests of this package. */
final class Trainings {
    private Trainings() {}

    static TrainingConfig of(int epochs, TrainingConfig.@Nullable EarlyStopping stopping) {
        return of(epochs, new OptimizerConfig.Sgd(0.5), new ScheduleConfig.Constant(), 0, stopping);
    }

    static TrainingConfig of(
            int epochs,
            OptimizerConfig optimizer,
            ScheduleConfig schedule,
            double warmupEpochs,
            TrainingConfig.@Nullable EarlyStopping stopping) {
        return new TrainingConfig(
                epochs, 4, optimizer, schedule, warmupEpochs, 0, null, stopping, new TrainingConfig.Checkpoints(1, 3));
    }
}
