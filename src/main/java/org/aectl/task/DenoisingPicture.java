package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<List<float[]>> rows = new ArrayList<>();
        if (data.scored()) {
            rows.add(first(model.raw(batch.features())));
        }
        rows.add(first(model.raw(batch.inputs())));
        rows.add(first(model.raw(model.autoencoder().reconstruct(batch))));
        new ImageGrid(data.examples().shape(), ShownRange.of(data.examples()), COLUMNS, rows).write(file);
    }

    private static List<float[]> first(List<float[]> pictures) {
        return pictures.subList(0, Math.min(SHOWN, pictures.size()));
    }
}
