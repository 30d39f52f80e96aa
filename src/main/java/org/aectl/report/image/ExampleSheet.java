package org.aectl.report.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.file.DurableFolder;
import org.aectl.run.file.OutputPlace;

/** A picture of the first examples, eight in a row. */
public final class ExampleSheet {
    private static final int COLUMNS = 8;
    private static final int SHOWN = COLUMNS * COLUMNS;

    private ExampleSheet() {}

    /**
     * Writes the picture as PNG.
     *
     * @param examples pictures of one (grey) or three (red, green, blue) channels
     * @throws InvalidInputException if the examples are something else
     */
    public static void write(Examples examples, Path file) throws IOException {
        ExampleShape shape = examples.shape();
        if (!shape.isDrawable()) {
            throw new InvalidInputException("examples of shape " + shape
                    + " are no pictures of one or three channels, so they cannot be drawn");
        }
        OutputPlace.checkFile(file, "a PNG file");
        DurableFolder.create(file.toAbsolutePath().normalize().resolveSibling(""));
        List<float[]> pictures = new ArrayList<>();
        for (int row = 0; row < Math.min(SHOWN, examples.count()); row++) {
            float[] values = new float[shape.size()];
            examples.read(row, values, 0);
            pictures.add(values);
        }
        new ImageGrid(shape, DisplayRange.of(examples), COLUMNS, List.of(pictures)).write(file);
    }
}
