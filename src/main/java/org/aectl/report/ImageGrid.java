package org.aectl.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.aectl.data.ExampleImage;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.run.AtomicFile;

/**
 * Pictures side by side in one, each enlarged by a whole factor so that its pixels stay sharp. The picture holds
 * blocks one below the other, and each block the same number of rows: first the original, say, below it what became of
 * it.
 */
public final class ImageGrid {
    private static final int CELL = 56;
    private static final int GAP = 2;
    private static final int BLOCK_GAP = 10;
    private static final Color BACKGROUND = new Color(0xF2, 0xF2, 0xF2);

    private final ExampleShape shape;
    private final ValueRange range;
    private final int columns;
    private final List<List<float[]>> rows;

    /**
     * @param shape of one picture
     * @param range the raw values shown as black and white
     * @param columns pictures beside each other
     * @param rows in each block, e.g. originals and reconstructions: lists of equal length of raw pictures
     */
    public ImageGrid(ExampleShape shape, ValueRange range, int columns, List<List<float[]>> rows) {
        this.shape = shape;
        this.range = range;
        this.columns = Math.min(columns, rows.get(0).size());
        this.rows = List.copyOf(rows);
    }

    /** Draws the grid. */
    public BufferedImage draw() {
        int enlarged = Math.max(1, CELL / Math.max(shape.height(), shape.width()));
        int cellWidth = shape.width() * enlarged + GAP;
        int cellHeight = shape.height() * enlarged + GAP;
        int blocks = (rows.get(0).size() + columns - 1) / columns;
        int blockHeight = rows.size() * cellHeight + (rows.size() > 1 ? BLOCK_GAP : 0);
        BufferedImage grid =
                new BufferedImage(columns * cellWidth + GAP, blocks * blockHeight + GAP, BufferedImage.TYPE_INT_RGB);
        fill(grid);
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < rows.get(row).size(); i++) {
                int x = GAP + i % columns * cellWidth;
                int y = GAP + i / columns * blockHeight + row * cellHeight;
                paint(grid, rows.get(row).get(i), x, y, enlarged);
            }
        }
        return grid;
    }

    /** Draws the grid to a PNG file, which appears whole or not at all. */
    public void write(Path file) throws IOException {
        BufferedImage grid = draw();
        AtomicFile.write(file, out -> ImageIO.write(grid, "png", out));
    }

    private static void fill(BufferedImage grid) {
        for (int y = 0; y < grid.getHeight(); y++) {
            for (int x = 0; x < grid.getWidth(); x++) {
                grid.setRGB(x, y, BACKGROUND.getRGB());
            }
        }
    }

    private void paint(BufferedImage grid, float[] picture, int left, int top, int enlarged) {
        BufferedImage image = ExampleImage.of(picture, shape, range);
        for (int y = 0; y < shape.height() * enlarged; y++) {
            for (int x = 0; x < shape.width() * enlarged; x++) {
                for (int band = 0; band < 3; band++) {
                    // Not getRGB: Java takes grey levels for linear ones and would make them lighter.
                    int level = image.getRaster()
                            .getSample(
                                    x / enlarged,
                                    y / enlarged,
                                    Math.min(band, image.getRaster().getNumBands() - 1));
                    grid.getRaster().setSample(left + x, top + y, band, level);
                }
            }
        }
    }
}
