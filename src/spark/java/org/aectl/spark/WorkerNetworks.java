package org.aectl.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.aectl.backend.ComputeThreads;
import org.aectl.config.ExperimentConfig;
import org.aectl.model.NetworkPlan;
import org.aectl.task.StageNetworks;
import org.apache.spark.TaskContext;

/**
 * The networks of this machine: building one takes longer than a round, so that each is used by one task after the other. What a task
 * leaves in a network does not matter, because the next one sets all of its state.
 */
final class WorkerNetworks implements AutoCloseable {
    private static final Map<String, Deque<StageNetworks>> IDLE = new HashMap<>();

    private final String id;
    private final StageNetworks networks;

    private WorkerNetworks(String id, StageNetworks networks) {
        this.id = id;
        this.networks = networks;
    }

    /** Networks of a training that no other task uses until they are closed. */
    static WorkerNetworks borrow(TrainingSpec spec, ExperimentConfig config) {
        synchronized (IDLE) {
            StageNetworks idle =
                    IDLE.computeIfAbsent(spec.id(), first -> new ArrayDeque<>()).poll();
            if (idle != null) {
                return new WorkerNetworks(spec.id(), idle);
            }
            // Of trainings before, in a shell or an application that goes on.
            IDLE.entrySet().removeIf(other -> !other.getKey().equals(spec.id()) && closed(other.getValue()));
        }
        ComputeThreads.set(TaskContext.get().cpus());
        NetworkPlan plan = NetworkPlan.of(
                config.model(),
                spec.layout().shape(),
                spec.layout().classes().size());
        return new WorkerNetworks(spec.id(), new StageNetworks(config, plan));
    }

    private static boolean closed(Deque<StageNetworks> networks) {
        networks.forEach(StageNetworks::close);
        return true;
    }

    StageNetworks networks() {
        return networks;
    }

    /** Gives them back. */
    @Override
    public void close() {
        synchronized (IDLE) {
            IDLE.computeIfAbsent(id, first -> new ArrayDeque<>()).add(networks);
        }
    }
}
