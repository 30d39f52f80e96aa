package org.aectl.task.reconstruct;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.infer.TrainedModel;
import org.aectl.report.image.DisplayRange;
import org.aectl.report.image.ImageGrid;

/** A picture of the first examples and, below each, what the model makes of it. */
public final class ReconstructionPicture {
    private static final int COLUMNS = 12;
    private static final int SHOWN = 24;

    private ReconstructionPicture() {}

    /** Draws the first examples, which must be pictures. */
    public static void write(TrainedModel model, Examples examples, Path file) throws IOException {
        Batches batches = model.batches(examples, "picture", SHOWN);
        Batch batch = batches.inOrder().iterator().next();
        float[] outputs = model.autoencoder().codec().reconstruct(batch);
        List<float[]> originals = model.raw(batch.features());
        List<float[]> reconstructions = model.raw(outputs);
        new ImageGrid(examples.shape(), DisplayRange.of(examples), COLUMNS, List.of(originals, reconstructions))
                .write(file);
    }
}
