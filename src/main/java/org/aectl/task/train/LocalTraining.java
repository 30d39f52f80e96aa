package org.aectl.task.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aectl.backend.BackendLoading;
import org.aectl.base.Activity;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.cache.DataCache;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.Scaling;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.task.FittedScaling;
import org.aectl.task.OpenedData;
import org.aectl.task.OutsideDomain;
import org.aectl.train.PlannedStage;
import org.aectl.train.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A training in this process.
 *
 * @param plan of the network
 * @param range of the scaled training data
 * @param networks with random weights, or those of a checkpoint
 */
public record LocalTraining(
        OpenedData data, NetworkPlan plan, Scaling scaling, ValueRange range, StageNetworks networks)
        implements PreparedTraining {

    /**
     * Reads the data, fits the scaling and builds the network.
     *
     * @param from the state to go on from; null to start anew
     * @param cache of large CSV and Parquet files; null to read them into memory
     * @throws org.aectl.base.InvalidInputException if the experiment cannot be run as it is
     */
    public static LocalTraining open(ExperimentConfig config, @Nullable Checkpoint from, @Nullable DataCache cache)
            throws IOException {
        // Both take some tenths of a second, and data are read without the framework.
        try (BackendLoading backend = BackendLoading.begin()) {
            Columns learnt = from == null ? Columns.NONE : from.columns();
            OpenedData data = OpenedData.open(config, learnt, cache);
            data.tell();
            if (from != null) {
                DataFingerprint.check(from.data(), data.loaded().files());
            }
            NetworkPlan plan = NetworkPlan.of(
                    config.model(),
                    data.shape(),
                    data.splits().training().classes().size());
            FittedScaling fitted = from == null ? data.fitScaling() : FittedScaling.of(config, from);
            Examples validation = data.splits().validation();
            if (validation != null) {
                OutsideDomain.of(
                                config,
                                data.batches(validation, fitted.scaling()).inOrder())
                        .tell(config, "the validation rows");
            }
            backend.await();
            ModelMemory.check(config, plan);
            StageNetworks networks = new StageNetworks(config, plan);
            if (from != null) {
                networks.restore(from);
            }
            return new LocalTraining(data, plan, fitted.scaling(), fitted.range(), networks);
        }
    }

    @Override
    public List<Stage<Batch>> stages() {
        List<PlannedStage> planned = PlannedStage.of(data.config());
        List<Stage<Batch>> stages = new ArrayList<>();
        for (int stage = 0; stage < planned.size(); stage++) {
            stages.add(stage(stage, planned.get(stage)));
        }
        return stages;
    }

    private Stage<Batch> stage(int number, PlannedStage planned) {
        ExperimentConfig config = data.config();
        StageBatches batches = new StageBatches(
                config, networks, scaling, range, config.training().batchSize(), config.seed());
        Examples validation = data.splits().validation();
        return new Stage<>(
                planned.name(),
                planned.epochs(),
                networks.model(number),
                planned.learningRates(),
                batches.training(number, data.splits().training()),
                validation == null ? null : batches.validation(number, validation));
    }

    /** The stage that trains the whole network. */
    public Stage<Batch> wholeStage() {
        List<Stage<Batch>> stages = stages();
        return stages.get(stages.size() - 1);
    }

    @Override
    public ExampleShape shape() {
        return data.shape();
    }

    @Override
    public List<String> classes() {
        return data.splits().training().classes();
    }

    @Override
    public Columns columns() {
        return data.splits().training().columns();
    }

    @Override
    public Map<String, Integer> rows() {
        return data.rows();
    }

    @Override
    public List<DataFile> files() {
        // A large file's checksum is taken only here.
        return Activity.during("taking the checksums of the data", data.loaded()::files);
    }

    @Override
    public Examples shown() {
        Examples test = data.splits().test();
        return test == null ? data.splits().training() : test;
    }

    @Override
    public @Nullable JsonNode engine() {
        return null;
    }

    @Override
    public void close() {
        networks.close();
    }
}
