package org.aectl.task;

import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.PretrainingConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.BatchSource;
import org.aectl.data.Batches;
import org.aectl.data.Corruption;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.Scaling;
import org.aectl.data.ValueRange;
import org.aectl.model.Autoencoder;
import org.aectl.model.LayerPair;
import org.aectl.model.NetworkPlan;
import org.aectl.run.Checkpoint;
import org.aectl.train.EncodedBatches;
import org.aectl.train.LearningRates;
import org.aectl.train.Stage;
import org.jspecify.annotations.Nullable;

/** The network of a training and, with pretraining, the pairs of layers that are trained before; each has its stage. */
final class StagedTraining implements AutoCloseable {
    private final ExperimentConfig config;
    private final PreparedData data;
    private final Scaling scaling;
    private final ValueRange range;
    private final Autoencoder whole;
    private final List<LayerPair> pairs = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();

    /**
     * Builds the networks, with random weights.
     *
     * @param range of the scaled training data
     */
    StagedTraining(ExperimentConfig config, PreparedData data, NetworkPlan plan, Scaling scaling, ValueRange range) {
        this.config = config;
        this.data = data;
        this.scaling = scaling;
        this.range = range;
        this.whole = Autoencoder.create(config.model(), config.training(), plan, config.seed());
        PretrainingConfig pretraining = config.model().pretraining();
        int layers = config.model().encoderLayers();
        for (int layer = 0; pretraining != null && layer < layers; layer++) {
            stages.add(pretraining(layer, layers, pretraining));
        }
        TrainingConfig training = config.training();
        stages.add(new Stage(
                Stage.WHOLE,
                training.epochs(),
                whole,
                new LearningRates(training),
                data.batches(data.splits().training(), scaling)
                        .with(Corruption.of(config.model().noise(), range))
                        .withCodeNoise(whole.codeNoise()),
                validation(data.splits().validation())));
    }

    private @Nullable Batches validation(@Nullable Examples examples) {
        return examples == null ? null : data.batches(examples, scaling).withCodeNoise(whole.codeNoise());
    }

    private Stage pretraining(int layer, int layers, PretrainingConfig pretraining) {
        TrainingConfig training = config.training();
        LayerPair pair = LayerPair.of(whole, layer, config.model(), pretraining, training);
        pairs.add(pair);
        // Each stage has draws of its own.
        long seed = KeyedRandom.derived(config.seed(), layer + 1);
        Batches clean = data.batches(data.splits().training(), scaling, seed);
        BatchSource batches = layer == 0
                ? clean.with(Corruption.of(pretraining.noise(layer), range))
                : new EncodedBatches(clean, pair, pretraining.noise(layer), seed);
        Batches validation = validation(data.splits().validation());
        BatchSource encoded =
                validation == null || layer == 0 ? validation : new EncodedBatches(validation, pair, List.of(), seed);
        double rate = pretraining.learningRate(layer, training.optimizer().learningRate());
        return new Stage(
                "pretraining " + (layer + 1) + "/" + layers,
                pretraining.epochs(layer),
                pair,
                LearningRates.constant(rate),
                batches,
                encoded);
    }

    Autoencoder whole() {
        return whole;
    }

    /** In their order; the last trains the whole network. */
    List<Stage> stages() {
        return stages;
    }

    /** Takes over the weights of a checkpoint, and what the optimizer of its stage remembered. */
    void restore(Checkpoint from) {
        whole.setParameters(from.parameters());
        int stage = from.progress().stage();
        if (stage < pairs.size()) {
            pairs.get(stage).setOptimizerState(from.optimizerState());
        } else {
            whole.setOptimizerState(from.optimizerState());
        }
    }

    /** The weights of the whole network in a stage: {@link Autoencoder#parameters}. */
    float[] parameters(int stage) {
        if (stage < pairs.size()) {
            pairs.get(stage).store();
        }
        return whole.parameters();
    }

    /** What the optimizer of a stage remembers: {@link Autoencoder#optimizerState}. */
    float[] optimizerState(int stage) {
        return stage < pairs.size() ? pairs.get(stage).optimizerState() : whole.optimizerState();
    }

    @Override
    public void close() {
        pairs.forEach(LayerPair::close);
        whole.close();
    }
}
