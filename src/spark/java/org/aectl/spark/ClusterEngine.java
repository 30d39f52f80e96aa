package org.aectl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.UnlikeRanges;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.spark.connect.Failures;
import org.aectl.spark.connect.SparkSession;
import org.aectl.spark.load.ClusterData;
import org.aectl.spark.train.ClusterTraining;
import org.aectl.spark.train.TrainingSpec;
import org.aectl.task.train.DataFingerprint;
import org.aectl.task.train.Engine;
import org.aectl.task.train.PreparedTraining;
import org.aectl.task.train.StageNetworks;
import org.jspecify.annotations.Nullable;

/** Trains on a Spark cluster. */
record ClusterEngine(@Nullable String master) implements Engine {

    @Override
    public PreparedTraining prepare(ExperimentConfig config, @Nullable Checkpoint from) throws IOException {
        SparkSession session = SparkSession.open(master, config.name());
        try {
            return Failures.told(() -> prepared(session, config, from));
        } catch (UncheckedIOException problem) {
            session.close();
            throw problem.getCause();
        } catch (RuntimeException | Error problem) {
            session.close();
            throw problem;
        }
    }

    private static PreparedTraining prepared(SparkSession session, ExperimentConfig config, @Nullable Checkpoint from) {
        ClusterData data = load(session, config);
        if (from != null) {
            DataFingerprint.check(from.data(), data.files());
        }
        NetworkPlan plan = NetworkPlan.of(
                config.model(), data.layout().shape(), data.layout().classes().size());
        Scaling scaling = from == null ? fitScaling(config, data) : from.scaling();
        ValueRange range = from == null ? scaledRange(config, scaling, data) : from.range();
        checkRange(config, range);
        ModelMemory.check(config, plan);
        StageNetworks networks = new StageNetworks(config, plan);
        if (from != null) {
            networks.restore(from);
        }
        var spec = session.spark().broadcast(TrainingSpec.of(config, data.layout(), scaling, range));
        return new ClusterTraining(session, config, data, spec, plan, scaling, range, networks);
    }

    private static Scaling fitScaling(ExperimentConfig config, ClusterData data) {
        DataConfig.Scale scale = config.data().scale();
        UnlikeRanges.warning(
                        data.statistics(), data.layout().shape(), data.layout().columns(), scale)
                .ifPresent(Warnings::tell);
        return Scaling.fit(data.statistics(), scale, config.data().missing());
    }

    private static ClusterData load(SparkSession session, ExperimentConfig config) {
        try {
            return new ClusterDataLoading(session.spark(), config).load();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static ValueRange scaledRange(ExperimentConfig config, Scaling scaling, ClusterData data) {
        return config.data().binarize() == DataConfig.Binarize.NONE
                ? scaling.scaledRange(data.statistics())
                : new ValueRange(0, 1);
    }

    /** Refuses training examples that the model's likelihood is not defined for. */
    private static void checkRange(ExperimentConfig config, ValueRange range) {
        boolean isIn = range.minimum() >= 0 && range.maximum() <= 1;
        if (config.model().reconstruction() == ModelConfig.Reconstruction.BERNOULLI && !isIn) {
            throw new InvalidInputException("model.reconstruction bernoulli needs values in [0,1], but the scaled"
                    + " training data are from " + range.minimum() + " to " + range.maximum()
                    + "; use data.scale unit or minmax, or model.reconstruction gaussian");
        }
    }
}
