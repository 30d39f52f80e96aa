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

    /** A training that goes back when it diverges. */
    static TrainingConfig rollingBack(int epochs, int rollbacks) {
        TrainingConfig stopping = of(epochs, null);
        return new TrainingConfig(
                stopping.epochs(),
                stopping.batchSize(),
                stopping.optimizer(),
                stopping.schedule(),
                stopping.warmupEpochs(),
                stopping.l2(),
                null,
                null,
                stopping.checkpoints(),
                TrainingConfig.OnDivergence.ROLLBACK,
                rollbacks);
    }

    static TrainingConfig of(
            int epochs,
            OptimizerConfig optimizer,
            ScheduleConfig schedule,
            double warmupEpochs,
            TrainingConfig.@Nullable EarlyStopping stopping) {
        return new TrainingConfig(
                epochs,
                4,
                optimizer,
                schedule,
                warmupEpochs,
                0,
                null,
                stopping,
                new TrainingConfig.Checkpoints(1, 10, 3),
                TrainingConfig.OnDivergence.STOP,
                null);
    }
}
