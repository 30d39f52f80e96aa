package org.aectl.model;

import org.aectl.config.OptimizerConfig;
import org.aectl.config.ScheduleConfig;
import org.aectl.config.TrainingConfig;
import org.jspecify.annotations.Nullable;

/** Configs for tests of this package. */
final class Models {
    private Models() {}

    static TrainingConfig training() {
        return training(new OptimizerConfig.Adam(0.001, 0.9, 0.999, 1e-8), 0, null);
    }

    static TrainingConfig training(OptimizerConfig optimizer, double l2, TrainingConfig.@Nullable GradientClip clip) {
        return new TrainingConfig(
                1,
                4,
                optimizer,
                new ScheduleConfig.Constant(),
                0,
                l2,
                clip,
                null,
                new TrainingConfig.Checkpoints(1, 1));
    }
}
