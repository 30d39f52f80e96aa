package org.aectl.spark.infer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.infer.TrainedModel;
import org.aectl.spark.connect.Pooled;

/** The trained models of this machine. */
final class WorkerModels {
    private static final Pooled.ObjectPool<TrainedModel> IDLE = new Pooled.ObjectPool<>();

    private WorkerModels() {}

    /**
     * A model that no other task uses until it is given back.
     *
     * @param id of the use, by which a machine finds the models it has loaded for it
     * @param checkpoint the bytes of its file
     */
    static Pooled<TrainedModel> borrow(String id, byte[] checkpoint) throws IOException {
        return IDLE.borrow(id, () -> loaded(checkpoint));
    }

    private static TrainedModel loaded(byte[] checkpoint) throws IOException {
        Path file = Files.createTempFile("aectl-model-", ".zip");
        try {
            Files.write(file, checkpoint);
            return TrainedModel.load(file);
        } finally {
            Files.delete(file);
        }
    }
}
