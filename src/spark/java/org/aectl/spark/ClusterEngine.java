package org.aectl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.aectl.config.ExperimentConfig;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.spark.connect.Failures;
import org.aectl.spark.connect.SparkSession;
import org.aectl.spark.load.ClusterData;
import org.aectl.spark.train.ClusterTraining;
import org.aectl.spark.train.TrainingSpec;
import org.aectl.task.FittedScaling;
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
        FittedScaling fitted = from == null
                ? FittedScaling.of(config, data.layout().shape(), data.layout().columns(), data.statistics())
                : FittedScaling.of(config, from);
        ModelMemory.check(config, plan);
        StageNetworks networks = new StageNetworks(config, plan);
        if (from != null) {
            networks.restore(from);
        }
        var spec = session.spark().broadcast(TrainingSpec.of(config, data.layout(), fitted.scaling(), fitted.range()));
        return new ClusterTraining(session, config, data, spec, plan, fitted.scaling(), fitted.range(), networks);
    }

    private static ClusterData load(SparkSession session, ExperimentConfig config) {
        try {
            return new ClusterDataLoading(session.spark(), config).load();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
