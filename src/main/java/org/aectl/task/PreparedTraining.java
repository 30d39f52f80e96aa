package org.aectl.task;

import java.io.IOException;
import org.aectl.backend.BackendLoading;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.DataCache;
import org.aectl.data.Scaling;
import org.aectl.data.ValueRange;
import org.aectl.model.ModelMemory;
import org.aectl.model.NetworkPlan;
import org.aectl.run.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Everything a training needs before its first step; nothing is written for it.
 *
 * @param plan of the network
 * @param range of the scaled training data
 * @param networks with random weights, or those of a checkpoint
 */
record PreparedTraining(PreparedData data, NetworkPlan plan, Scaling scaling, ValueRange range, StagedTraining networks)
        implements AutoCloseable {

    /**
     * Reads the data, fits the scaling and builds the network.
     *
     * @param from the state to go on from; null to start anew
     * @param cache of large CSV and Parquet files; null to read them into memory
     * @throws org.aectl.config.InvalidInputException if the experiment cannot be run as it is
     */
    static PreparedTraining open(ExperimentConfig config, @Nullable Checkpoint from, @Nullable DataCache cache)
            throws IOException {
        // Both take some tenths of a second, and data are read without the framework.
        try (BackendLoading backend = BackendLoading.begin()) {
            PreparedData data = PreparedData.open(config, cache);
            if (from != null) {
                SameData.check(from.data(), data.loaded().files());
            }
            NetworkPlan plan = NetworkPlan.of(
                    config.model(),
                    data.shape(),
                    data.splits().training().classes().size());
            Scaling scaling = from == null ? data.fitScaling() : from.scaling();
            ValueRange range = from == null ? data.scaledRange(scaling) : from.range();
            data.checkRange(data.batches(data.splits().training(), scaling));
            backend.await();
            ModelMemory.check(config, plan);
            StagedTraining networks = new StagedTraining(config, data, plan, scaling, range);
            if (from != null) {
                networks.restore(from);
            }
            return new PreparedTraining(data, plan, scaling, range, networks);
        }
    }

    @Override
    public void close() {
        networks.close();
    }
}
