package org.aectl.task.train;

import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.PretrainingConfig;
import org.aectl.model.Autoencoder;
import org.aectl.model.DataParallelTrainable;
import org.aectl.model.LayerPair;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.Checkpoint;

/** The network of a training and, with pretraining, the pairs of layers that are trained before; each has its stage. */
public final class StageNetworks implements AutoCloseable {
    private final Autoencoder whole;
    private final List<LayerPair> pairs = new ArrayList<>();

    /** Builds the networks, with random weights that the config's seed decides. */
    public StageNetworks(ExperimentConfig config, NetworkPlan plan) {
        this.whole = Autoencoder.create(config.model(), config.training(), plan, config.seed());
        PretrainingConfig pretraining = config.model().pretraining();
        int layers = config.model().encoderLayers();
        for (int layer = 0; pretraining != null && layer < layers; layer++) {
            pairs.add(LayerPair.of(whole, layer, config.model(), pretraining, config.training()));
        }
    }

    public Autoencoder whole() {
        return whole;
    }

    /** Whether a stage trains a pair of layers. */
    public boolean isPretraining(int stage) {
        return stage < pairs.size();
    }

    /**
     * The pair of layers that a stage trains.
     *
     * @param stage with {@link #isPretraining}
     */
    public LayerPair pair(int stage) {
        return pairs.get(stage);
    }

    /** What a stage trains. */
    public DataParallelTrainable model(int stage) {
        return isPretraining(stage) ? pairs.get(stage) : whole;
    }

    /** Takes over the weights of a checkpoint, and what the optimizer of its stage remembered. */
    public void restore(Checkpoint from) {
        whole.setParameters(from.parameters());
        model(from.progress().stage()).setOptimizerState(from.optimizerState());
    }

    /** The weights of the whole network in a stage: {@link Autoencoder#parameters}. */
    public float[] parameters(int stage) {
        if (isPretraining(stage)) {
            pairs.get(stage).store();
        }
        return whole.parameters();
    }

    /** What the optimizer of a stage remembers: {@link DataParallelTrainable#optimizerState}. */
    float[] optimizerState(int stage) {
        return model(stage).optimizerState();
    }

    @Override
    public void close() {
        pairs.forEach(LayerPair::close);
        whole.close();
    }
}
