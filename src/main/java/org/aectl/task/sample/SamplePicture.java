package org.aectl.task.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.infer.CodesToExamples;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.DrawnCodes;
import org.aectl.report.image.ImageGrid;

/** A picture of the first examples that a model makes up; of a conditional one, a column for each class. */
public final class SamplePicture {
    private static final int COLUMNS = 10;
    private static final int MOST_COLUMNS = 20;
    private static final int ROWS = 10;

    private SamplePicture() {}

    /** Draws a hundred or so, or all where there are fewer. */
    public static void write(TrainedModel model, DrawnCodes codes, Path file) throws IOException {
        int columns = codes.classes() > 0 && codes.classes() <= MOST_COLUMNS ? codes.classes() : COLUMNS;
        List<float[]> pictures = new CodesToExamples(model).all(codes.first(columns * ROWS));
        new ImageGrid(model.checkpoint().shape(), model.checkpoint().rawRange(), columns, List.of(pictures))
                .write(file);
    }
}
