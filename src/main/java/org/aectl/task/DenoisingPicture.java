package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.Batch;
import org.aectl.infer.TrainedModel;
import org.aectl.report.ImageGrid;
import org.aectl.report.ShownRange;

/** A picture of the first examples: the original where it is known, below it the input, below that the output. */
final class DenoisingPicture {
    private static final int COLUMNS = 12;
    private static final int SHOWN = 24;

    private DenoisingPicture() {}

    static void write(TrainedModel model, DenoisedData data, Path file) throws IOException {
        Batch batch = data.batches().iterator().next();
        int shown = Math.min(SHOWN, batch.count());
        List<List<float[]>> rows = new ArrayList<>();
        if (data.scored()) {
            rows.add(raw(model, batch.features(), shown));
        }
        rows.add(raw(model, batch.inputs(), shown));
        rows.add(raw(model, model.autoencoder().reconstruct(batch), shown));
        new ImageGrid(data.examples().shape(), ShownRange.of(data.examples()), COLUMNS, rows).write(file);
    }

    private static List<float[]> raw(TrainedModel model, float[] scaled, int count) {
        int size = model.autoencoder().features();
        List<float[]> raw = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = Arrays.copyOfRange(scaled, i * size, (i + 1) * size);
            model.checkpoint().scaling().invert(values, 0);
            raw.add(values);
        }
        return raw;
    }
}
