package org.aectl.spark.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.Scaling;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.spark.connect.SparkSession;
import org.aectl.spark.load.ClusterData;
import org.aectl.task.train.PreparedTraining;
import org.aectl.task.train.StageNetworks;
import org.aectl.train.PlannedStage;
import org.aectl.train.Stage;
import org.apache.spark.broadcast.Broadcast;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A training that the workers of a cluster do; this process holds the weights between their rounds. */
public record ClusterTraining(
        SparkSession session,
        ExperimentConfig config,
        ClusterData data,
        Broadcast<TrainingSpec> spec,
        NetworkPlan plan,
        Scaling scaling,
        ValueRange range,
        StageNetworks networks)
        implements PreparedTraining {

    @Override
    public List<Stage<Round>> stages() {
        List<PlannedStage> planned = PlannedStage.of(config);
        List<Stage<Round>> stages = new ArrayList<>();
        for (int stage = 0; stage < planned.size(); stage++) {
            stages.add(stage(stage, planned.get(stage)));
        }
        return stages;
    }

    private Stage<Round> stage(int number, PlannedStage planned) {
        RoundPlan rounds = new RoundPlan(
                data.trainingRows(), config.cluster(), config.training().batchSize(), config.seed() + number);
        ClusterModel model = new ClusterModel(this, number, rounds.batchSize());
        return new Stage<>(
                planned.name(),
                planned.epochs(),
                model,
                planned.learningRates(),
                rounds,
                data.validation() == null ? null : new Validation(ClusterData.sum(data.validationRows())));
    }

    @Override
    public ExampleShape shape() {
        return data.layout().shape();
    }

    @Override
    public List<String> classes() {
        return data.layout().classes();
    }

    @Override
    public Columns columns() {
        return data.layout().columns();
    }

    @Override
    public Map<String, Integer> rows() {
        return data.rows();
    }

    @Override
    public List<DataFile> files() {
        return data.files();
    }

    @Override
    public Examples shown() {
        return data.shown();
    }

    @Override
    public JsonNode engine() {
        ObjectNode engine = JsonNodeFactory.instance.objectNode();
        engine.put("name", "spark");
        engine.put("version", session.spark().version());
        engine.put("master", session.spark().master());
        engine.put("workers", config.cluster().workers());
        engine.put("shards", data.trainingRows().length);
        return engine;
    }

    @Override
    public void close() {
        networks.close();
        session.close();
    }
}
