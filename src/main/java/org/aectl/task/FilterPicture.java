package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.ValueRange;
import org.aectl.infer.TrainedModel;
import org.aectl.report.ImageGrid;

/**
 * A picture of what the first units look at: their weights, each unit's stretched to its own largest, grey for 0. Those of
 * sparse units become strokes.
 */
final class FilterPicture {
    private static final int COLUMNS = 14;
    private static final int SHOWN = 196;

    private FilterPicture() {}

    /** Draws the filters, unless the first layer is a convolution. */
    static void write(TrainedModel model, Path file) throws IOException {
        List<float[]> filters = model.autoencoder().filters(SHOWN);
        if (filters.isEmpty()) {
            return;
        }
        filters.forEach(FilterPicture::stretch);
        new ImageGrid(model.checkpoint().shape(), new ValueRange(-1, 1), COLUMNS, List.of(filters)).write(file);
    }

    private static void stretch(float[] filter) {
        float largest = Float.MIN_NORMAL;
        for (float weight : filter) {
            largest = Math.max(largest, Math.abs(weight));
        }
        for (int i = 0; i < filter.length; i++) {
            filter[i] /= largest;
        }
    }
}
