package org.aectl.output;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.aectl.data.ExampleShape;
import org.aectl.data.Origins;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DurableFolder;
import org.aectl.data.image.ExampleImage;
import org.aectl.data.image.Png;
import org.aectl.run.file.AtomicFile;
import org.aectl.run.file.OutputPlace;

/** Examples as PNG files in a folder, one for each, named by its file, where there are several, and its row. */
public final class PngExampleWriter implements ExampleWriter {
    private final Path folder;
    private final ExampleShape shape;
    private final ValueRange range;
    private final Origins origins;

    /**
     * @param range the values shown as black and white
     * @param origins of the examples
     */
    public PngExampleWriter(Path folder, ExampleShape shape, ValueRange range, Origins origins) throws IOException {
        this.origins = origins;
        OutputPlace.checkInside(folder);
        this.folder = DurableFolder.create(folder);
        this.shape = shape;
        this.range = range;
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        BufferedImage image = ExampleImage.of(values, shape, range);
        try (AtomicFile file = AtomicFile.begin(folder.resolve(name(row)))) {
            Png.write(image, file.out());
            file.place();
        }
    }

    private String name(int example) {
        String number = "%06d.png".formatted(origins.row(example));
        return origins.files() == null
                ? number
                : origins.files()
                                .apply(example)
                                .replaceFirst("\\.[A-Za-z0-9]+$", "")
                                .replaceAll("[^\\p{L}\\p{N}._-]", "-")
                        + "-" + number;
    }

    /** Forcing the folder after each of many pictures would take as long as drawing them. */
    @Override
    public void commit() {
        DurableFolder.force(folder);
    }

    @Override
    public void close() {}
}
