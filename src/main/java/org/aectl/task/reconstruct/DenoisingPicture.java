package org.aectl.task.reconstruct;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.aectl.data.batch.Batch;
import org.aectl.infer.TrainedModel;
import org.aectl.report.image.DisplayRange;
import org.aectl.report.image.ImageGrid;

/** A picture of the first examples: the original where it is known, below it the input, below that the output. */
final class DenoisingPicture {
    private static final int COLUMNS = 12;
    private static final int SHOWN = 24;

    private DenoisingPicture() {}

    static void write(TrainedModel model, DenoisedData data, Path file) throws IOException {
        List<float[]> originals = new ArrayList<>();
        List<float[]> inputs = new ArrayList<>();
        List<float[]> outputs = new ArrayList<>();
        Iterator<Batch> batches = data.batches().iterator();
        while (batches.hasNext() && inputs.size() < SHOWN) {
            Batch batch = batches.next();
            originals.addAll(model.raw(batch.features()));
            inputs.addAll(model.raw(batch.inputs()));
            outputs.addAll(model.raw(model.autoencoder().codec().reconstruct(batch)));
        }
        List<List<float[]>> rows = data.scored() ? List.of(originals, inputs, outputs) : List.of(inputs, outputs);
        int shown = Math.min(SHOWN, inputs.size());
        new ImageGrid(
                        data.examples().shape(),
                        DisplayRange.of(data.examples()),
                        COLUMNS,
                        rows.stream().map(row -> row.subList(0, shown)).toList())
                .write(file);
    }
}
