package org.aectl.model;

import org.aectl.config.TrainingConfig;
import org.aectl.data.batch.Batch;
import org.aectl.model.plan.NetworkPlan;
import org.jspecify.annotations.Nullable;

/** What learns in one network. */
abstract class NetworkModel implements Trainable<Batch>, AutoCloseable {
    final TrainingConfig training;
    final Network network;

    NetworkModel(TrainingConfig training, Network network) {
        this.training = training;
        this.network = network;
    }

    public NetworkPlan plan() {
        return network.plan();
    }

    /** Size of one example. */
    public int features() {
        return plan().example().size();
    }

    @Override
    public TrainingState state(@Nullable TrainingState old) {
        return network.state(old);
    }

    @Override
    public boolean isFinite() {
        return network.isFinite();
    }

    @Override
    public void restore(TrainingState state) {
        network.restore(state);
    }

    /** All weights and biases, layer by layer. */
    public float[] parameters() {
        return network.parameters();
    }

    /** Takes over weights and biases, as {@link #parameters} gave them. */
    public void setParameters(float[] values) {
        network.setParameters(values);
    }

    @Override
    public void close() {
        network.close();
    }
}
