package org.aectl.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.aectl.backend.ComputeThreads;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Scaling;
import org.aectl.model.NetworkPlan;
import org.aectl.task.StageNetworks;
import org.apache.spark.TaskContext;

/**
 * The networks of this machine: building one takes longer than a round, so that each is used by one task after the other. What a task
 * leaves in a network does not matter, because the next one sets all of its state.
 */
final class WorkerNetworks implements AutoCloseable {
    private static final Map<String, Deque<WorkerNetworks>> IDLE = new HashMap<>();

    private final String id;
    private final ExperimentConfig config;
    private final Scaling scaling;
    private final StageNetworks networks;

    private WorkerNetworks(TrainingSpec spec) {
        this.id = spec.id();
        this.config = spec.experiment();
        this.scaling = Scaling.fromJson(spec.scaling());
        this.networks = new StageNetworks(
                config,
                NetworkPlan.of(
                        config.model(),
                        spec.layout().shape(),
                        spec.layout().classes().size()));
    }

    /** Networks of a training that no other task uses until they are closed. */
    static WorkerNetworks borrow(TrainingSpec spec) {
        synchronized (IDLE) {
            WorkerNetworks idle =
                    IDLE.computeIfAbsent(spec.id(), first -> new ArrayDeque<>()).poll();
            if (idle != null) {
                return idle;
            }
            // Of trainings before, in a shell or an application that goes on.
            IDLE.entrySet().removeIf(other -> !other.getKey().equals(spec.id()) && ended(other.getValue()));
        }
        ComputeThreads.set(TaskContext.get().cpus());
        return new WorkerNetworks(spec);
    }

    private static boolean ended(Deque<WorkerNetworks> idle) {
        idle.forEach(one -> one.networks.close());
        return true;
    }

    /** What the training is told. */
    ExperimentConfig config() {
        return config;
    }

    Scaling scaling() {
        return scaling;
    }

    StageNetworks networks() {
        return networks;
    }

    /** Gives them back. */
    @Override
    public void close() {
        synchronized (IDLE) {
            IDLE.computeIfAbsent(id, first -> new ArrayDeque<>()).add(this);
        }
    }
}
