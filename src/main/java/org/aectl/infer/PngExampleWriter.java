package org.aectl.infer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.aectl.data.ExampleImage;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.run.AtomicFile;

/** Examples as PNG files in a folder, one for each, named by its row. */
public final class PngExampleWriter implements ExampleWriter {
    private final Path folder;
    private final ExampleShape shape;
    private final ValueRange range;

    /** @param range the values shown as black and white */
    public PngExampleWriter(Path folder, ExampleShape shape, ValueRange range) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.shape = shape;
        this.range = range;
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        BufferedImage image = ExampleImage.of(values, shape, range);
        AtomicFile.write(folder.resolve("%06d.png".formatted(row)), out -> ImageIO.write(image, "png", out));
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
