package org.aectl.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.aectl.config.InvalidInputException;

/** A picture of the first 64 examples, eight in a row, each pixel enlarged to a square. */
public final class ExampleGrid {
    private static final int ACROSS = 8;
    private static final int GAP = 1;
    /** The least side of an example in the picture; smaller ones are enlarged to about this. */
    private static final int SIDE = 64;

    private ExampleGrid() {}

    /**
     * Writes the picture as PNG.
     *
     * @param examples pictures of one (grey) or three (red, green, blue) channels
     * @throws InvalidInputException if the examples are something else
     */
    public static void write(Examples examples, Path file) throws IOException {
        ExampleShape shape = examples.shape();
        if (!shape.isImage() || (shape.channels() != 1 && shape.channels() != 3)) {
            throw new InvalidInputException("examples of shape " + shape
                    + " are no pictures of one or three channels, so they cannot be drawn");
        }
        ValueRange stored = examples.storedRange();
        ValueRange range =
                stored == null ? FeatureStatistics.Ranges.of(examples).overall() : stored;
        int zoom = Math.max(1, SIDE / Math.max(shape.height(), shape.width()));
        int cellWidth = shape.width() * zoom + GAP;
        int cellHeight = shape.height() * zoom + GAP;
        int count = Math.min(ACROSS * ACROSS, examples.count());
        int lines = (count + ACROSS - 1) / ACROSS;
        BufferedImage image =
                new BufferedImage(ACROSS * cellWidth + GAP, lines * cellHeight + GAP, BufferedImage.TYPE_INT_RGB);
        float[] values = new float[shape.size()];
        for (int row = 0; row < count; row++) {
            examples.read(row, values, 0);
            int left = GAP + row % ACROSS * cellWidth;
            int top = GAP + row / ACROSS * cellHeight;
            for (int y = 0; y < shape.height() * zoom; y++) {
                for (int x = 0; x < shape.width() * zoom; x++) {
                    image.setRGB(left + x, top + y, rgb(values, shape, y / zoom * shape.width() + x / zoom, range));
                }
            }
        }
        save(image, file);
    }

    private static int rgb(float[] values, ExampleShape shape, int pixel, ValueRange range) {
        int plane = shape.channels() == 1 ? 0 : shape.height() * shape.width();
        return level(values[pixel], range) << 16
                | level(values[pixel + plane], range) << 8
                | level(values[pixel + 2 * plane], range);
    }

    private static int level(float value, ValueRange range) {
        float width = range.maximum() - range.minimum();
        return width == 0 ? 0 : Math.max(0, Math.min(255, Math.round(255 * (value - range.minimum()) / width)));
    }

    private static void save(BufferedImage image, Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new InvalidInputException(file + ": is a folder, expected the name of a PNG file");
        }
        Files.createDirectories(folder);
        // Not createTempFile(): the picture would keep its permissions, which shut out everyone else.
        Path temporary = folder.resolve("." + absolute.getFileName() + ".part");
        try {
            ImageIO.write(image, "png", temporary.toFile());
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
