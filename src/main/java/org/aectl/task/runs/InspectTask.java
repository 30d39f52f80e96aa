package org.aectl.task.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import org.aectl.base.Activity;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.load.ConfigWriter;
import org.aectl.infer.TrainedClassifier;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.Manifest;
import org.aectl.run.RunReference;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.ClassifierCheckpoint;
import org.aectl.run.checkpoint.Finetuning;
import org.aectl.run.checkpoint.TrainingProgress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a run or a checkpoint holds, without computing anything. */
public final class InspectTask {
    private InspectTask() {}

    /**
     * What is in it.
     *
     * @param checkpoint the file that a RUN stands for
     * @param network its units, layer by layer
     * @param layers in the direction of the data
     * @param shape of one example
     * @param classes of the training data; empty where they had no labels
     * @param epoch of the checkpoint
     * @param bestEpoch the best epoch up to then
     * @param bestValue the followed metric in the best epoch
     * @param finetuning how a classifier was made; null, and left out of the JSON, for an autoencoder
     * @param manifest null for a checkpoint on its own
     * @param config as it was trained
     */
    public record InspectResult(
            String run,
            String checkpoint,
            String network,
            long parameters,
            List<Layer> layers,
            String shape,
            List<String> classes,
            int epoch,
            int bestEpoch,
            double bestValue,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Finetuning finetuning,

            @Nullable Manifest manifest,
            JsonNode config,
            @JsonIgnore ExperimentConfig experiment) {}

    /**
     * A layer of the network.
     *
     * @param name as {@code embed --layer} takes it
     * @param output its values: their number, or width x height x channels
     */
    public record Layer(String name, String kind, String activation, String output, long parameters) {
        private static Layer of(LayerPlan plan) {
            return new Layer(
                    plan.name(),
                    plan.kind(),
                    EnumNames.of(plan.activation()),
                    plan.shapeOfOutputs(),
                    plan.parameters());
        }
    }

    /** Reads a run. */
    public static InspectResult run(RunReference run) throws IOException {
        return Activity.during(
                "reading " + run.checkpoint(),
                () -> CheckpointFile.isClassifier(run.checkpoint()) ? classifier(run) : autoencoder(run));
    }

    private static InspectResult classifier(RunReference run) throws IOException {
        ClassifierCheckpoint checkpoint = CheckpointFile.readClassifier(run.checkpoint());
        return report(
                run,
                TrainedClassifier.plan(checkpoint),
                checkpoint.classes(),
                checkpoint.progress(),
                checkpoint.finetuning(),
                checkpoint.config());
    }

    private static InspectResult autoencoder(RunReference run) throws IOException {
        Checkpoint checkpoint = CheckpointFile.read(run.checkpoint());
        NetworkPlan plan = NetworkPlan.of(
                checkpoint.config().model(),
                checkpoint.shape(),
                checkpoint.classes().size());
        return report(run, plan, checkpoint.classes(), checkpoint.progress(), null, checkpoint.config());
    }

    private static InspectResult report(
            RunReference run,
            NetworkPlan plan,
            List<String> classes,
            TrainingProgress progress,
            @Nullable Finetuning finetuning,
            ExperimentConfig config)
            throws IOException {
        return new InspectResult(
                run.name(),
                run.checkpoint().toString(),
                plan.toString(),
                plan.parameters(),
                plan.layers().map(Layer::of).toList(),
                plan.example().toString(),
                classes,
                progress.epoch(),
                progress.bestEpoch(),
                progress.bestValue(),
                finetuning,
                run.folder() == null ? null : run.folder().manifest(),
                ConfigWriter.toTree(config),
                config);
    }
}
