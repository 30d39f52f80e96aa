package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.infer.PriorSampler;
import org.aectl.infer.TrainedModel;
import org.aectl.report.ImageGrid;

/** A picture of the first examples that a model makes up; of a conditional one, a column for each class. */
final class SamplePicture {
    private static final int COLUMNS = 10;
    private static final int MOST_COLUMNS = 20;
    private static final int ROWS = 10;

    private SamplePicture() {}

    /**
     * Draws at most as many examples as were asked for.
     *
     * @param examples how many there are
     */
    static void write(TrainedModel model, PriorSampler sampler, int examples, Path file) throws IOException {
        int classes = model.checkpoint().classes().size();
        int columns = sampler.isConditional() && classes <= MOST_COLUMNS ? classes : COLUMNS;
        List<float[]> pictures = sampler.draw(0, Math.min(examples, columns * ROWS));
        new ImageGrid(model.checkpoint().shape(), model.checkpoint().rawRange(), columns, List.of(pictures))
                .write(file);
    }
}
