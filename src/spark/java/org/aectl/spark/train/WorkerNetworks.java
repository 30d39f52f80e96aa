package org.aectl.spark.train;

import org.aectl.config.ExperimentConfig;
import org.aectl.data.prepare.Scaling;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.spark.connect.Pooled;
import org.aectl.task.train.StageNetworks;

/**
 * The networks of this machine, and what they are trained by. What a task leaves in a network does not matter, because the next one sets
 * all of its state.
 *
 * @param config what the training is told
 */
record WorkerNetworks(ExperimentConfig config, Scaling scaling, StageNetworks networks) implements AutoCloseable {
    private static final Pooled.ObjectPool<WorkerNetworks> IDLE = new Pooled.ObjectPool<>();

    /** Networks of a training that no other task uses until they are given back. */
    static Pooled<WorkerNetworks> borrow(TrainingSpec spec) {
        return IDLE.borrow(spec.id(), () -> made(spec));
    }

    private static WorkerNetworks made(TrainingSpec spec) {
        ExperimentConfig config = spec.experiment();
        NetworkPlan plan = NetworkPlan.of(
                config.model(), spec.layout().shape(), spec.layout().classes().size());
        return new WorkerNetworks(config, Scaling.fromJson(spec.scaling()), new StageNetworks(config, plan));
    }

    @Override
    public void close() {
        networks.close();
    }
}
