package org.aectl.report.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.image.Png;
import org.aectl.run.file.AtomicFile;

/**
 * Pictures side by side in one, each enlarged by a whole factor so that its pixels stay sharp. The picture holds
 * blocks one below the other, and each block the same number of rows: first the original, say, below it what became of
 * it.
 *
 * @param shape of one picture
 * @param range the raw values shown as black and white
 * @param columns pictures beside each other
 * @param rows in each block, e.g. originals and reconstructions: lists of equal length of raw pictures
 */
public record ImageGrid(ExampleShape shape, ValueRange range, int columns, List<List<float[]>> rows) {
    private static final int CELL = 56;
    private static final int BLOCK_GAP = 10;

    public ImageGrid {
        columns = Math.min(columns, rows.get(0).size());
        rows = List.copyOf(rows);
    }

    /** Draws the grid. */
    public BufferedImage draw() {
        int enlarged = Canvas.enlargement(shape, CELL);
        int cellWidth = shape.width() * enlarged + Canvas.GAP;
        int cellHeight = shape.height() * enlarged + Canvas.GAP;
        int blocks = (rows.get(0).size() + columns - 1) / columns;
        int blockHeight = rows.size() * cellHeight + (rows.size() > 1 ? BLOCK_GAP : 0);
        Canvas canvas = new Canvas(columns * cellWidth + Canvas.GAP, blocks * blockHeight + Canvas.GAP);
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < rows.get(row).size(); i++) {
                int x = Canvas.GAP + i % columns * cellWidth;
                int y = Canvas.GAP + i / columns * blockHeight + row * cellHeight;
                canvas.paint(rows.get(row).get(i), shape, range, x, y, enlarged);
            }
        }
        return canvas.image();
    }

    /** Draws the grid to a PNG file, which appears whole or not at all. */
    public void write(Path file) throws IOException {
        BufferedImage grid = draw();
        AtomicFile.write(file, out -> Png.write(grid, out));
    }
}
