package org.aectl.task.train;

import java.io.IOException;
import org.aectl.config.ExperimentConfig;
import org.aectl.run.checkpoint.Checkpoint;
import org.jspecify.annotations.Nullable;

/** Where a training computes: in this process, or on other machines. */
@FunctionalInterface
public interface Engine {
    /**
     * Reads the data, fits the scaling and builds the network.
     *
     * @param from the state to go on from; null to start anew
     * @throws org.aectl.base.InvalidInputException if the experiment cannot be run as it is
     */
    PreparedTraining prepare(ExperimentConfig config, @Nullable Checkpoint from) throws IOException;
}
