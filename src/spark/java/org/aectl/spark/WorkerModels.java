package org.aectl.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.aectl.backend.ComputeThreads;
import org.aectl.infer.TrainedModel;
import org.apache.spark.TaskContext;

/** The trained models of this machine, each used by one task after the other. */
final class WorkerModels implements AutoCloseable {
    private static final Map<String, Deque<TrainedModel>> IDLE = new HashMap<>();

    private final String id;
    private final TrainedModel model;

    private WorkerModels(String id, TrainedModel model) {
        this.id = id;
        this.model = model;
    }

    /**
     * A model that no other task uses until it is closed.
     *
     * @param id of the use, by which a machine finds the models it has loaded for it
     * @param checkpoint the bytes of its file
     */
    static WorkerModels borrow(String id, byte[] checkpoint) throws IOException {
        synchronized (IDLE) {
            TrainedModel idle = IDLE.computeIfAbsent(id, first -> new ArrayDeque<>()).poll();
            if (idle != null) {
                return new WorkerModels(id, idle);
            }
        }
        ComputeThreads.set(TaskContext.get().cpus());
        Path file = Files.createTempFile("aectl-model-", ".zip");
        try {
            Files.write(file, checkpoint);
            return new WorkerModels(id, TrainedModel.load(file));
        } finally {
            Files.delete(file);
        }
    }

    TrainedModel model() {
        return model;
    }

    /** Gives it back. */
    @Override
    public void close() {
        synchronized (IDLE) {
            IDLE.computeIfAbsent(id, first -> new ArrayDeque<>()).add(model);
        }
    }
}
