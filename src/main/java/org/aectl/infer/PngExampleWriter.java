package org.aectl.infer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.aectl.data.DurableFolder;
import org.aectl.data.ExampleImage;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.run.AtomicFile;
import org.aectl.run.OutputPlace;

/** Examples as PNG files in a folder, one for each, named by its row. */
public final class PngExampleWriter implements ExampleWriter {
    private final Path folder;
    private final ExampleShape shape;
    private final ValueRange range;

    /** @param range the values shown as black and white */
    public PngExampleWriter(Path folder, ExampleShape shape, ValueRange range) throws IOException {
        OutputPlace.checkInside(folder);
        this.folder = DurableFolder.create(folder);
        this.shape = shape;
        this.range = range;
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        BufferedImage image = ExampleImage.of(values, shape, range);
        try (AtomicFile file = AtomicFile.begin(folder.resolve("%06d.png".formatted(row)))) {
            ImageIO.write(image, "png", file.out());
            file.place();
        }
    }

    /** Forcing the folder after each of many pictures would take as long as drawing them. */
    @Override
    public void commit() {
        DurableFolder.force(folder);
    }

    @Override
    public void close() {}
}
