package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.Batch;
import org.aectl.data.Batches;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.infer.TrainedModel;
import org.aectl.report.ImageGrid;

/** A picture of the first examples and, below each, what the model makes of it. */
final class ReconstructionPicture {
    private static final int COLUMNS = 12;
    private static final int SHOWN = 24;

    private ReconstructionPicture() {}

    /** Draws the first examples, which must be pictures. */
    static void write(TrainedModel model, Examples examples, Path file) throws IOException {
        Batches batches = model.batches(examples, "picture", SHOWN);
        Batch batch = batches.inOrder().iterator().next();
        float[] outputs = model.autoencoder().reconstruct(batch.features(), batch.count());
        List<float[]> originals = raw(model, batch.features(), batch.count());
        List<float[]> reconstructions = raw(model, outputs, batch.count());
        new ImageGrid(examples.shape(), range(examples), COLUMNS, List.of(originals, reconstructions)).write(file);
    }

    private static List<float[]> raw(TrainedModel model, float[] scaled, int count) {
        int size = scaled.length / count;
        List<float[]> raw = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = Arrays.copyOfRange(scaled, i * size, (i + 1) * size);
            model.checkpoint().scaling().invert(values, 0);
            raw.add(values);
        }
        return raw;
    }

    /** The values to show as black and white: what the storage fixes, or else the extremes of the first examples. */
    static ValueRange range(Examples examples) {
        ValueRange stored = examples.storedRange();
        if (stored != null) {
            return stored;
        }
        float[] values = new float[examples.shape().size()];
        float minimum = Float.POSITIVE_INFINITY;
        float maximum = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < Math.min(SHOWN, examples.count()); row++) {
            examples.read(row, values, 0);
            for (float value : values) {
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
            }
        }
        return new ValueRange(minimum, maximum);
    }
}
