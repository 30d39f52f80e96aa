package org.aectl.task.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.infer.TrainedModel;
import org.aectl.report.image.Filters;
import org.aectl.report.image.ImageGrid;

/** A picture of what the first units look at: {@link Filters}. Those of sparse units become strokes. */
final class FilterPicture {
    private static final int COLUMNS = 14;
    private static final int SHOWN = 196;

    private FilterPicture() {}

    /** Draws the filters, unless the first layer is a convolution. */
    static void write(TrainedModel model, Path file) throws IOException {
        List<float[]> filters = Filters.of(model, SHOWN);
        if (filters.isEmpty()) {
            return;
        }
        new ImageGrid(model.checkpoint().shape(), Filters.RANGE, COLUMNS, List.of(filters)).write(file);
    }
}
