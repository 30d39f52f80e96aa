package org.aectl.report.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.image.ExampleImage;

/** A light surface that examples are painted on, each enlarged by a whole factor so that its pixels stay sharp. */
final class Canvas {
    /** Around every example. */
    static final int GAP = 2;

    private static final int BACKGROUND = 0xF2F2F2;
    private static final Color INK = new Color(0x40, 0x40, 0x40);

    private final BufferedImage image;

    Canvas(int width, int height) {
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, BACKGROUND);
            }
        }
    }

    /** The factor by which examples of a shape just fit into a square; 1 for those that are larger. */
    static int enlargement(ExampleShape shape, int square) {
        return Math.max(1, square / Math.max(shape.height(), shape.width()));
    }

    void paint(float[] example, ExampleShape shape, ValueRange range, int left, int top, int enlarged) {
        BufferedImage picture = ExampleImage.of(example, shape, range);
        for (int y = 0; y < shape.height() * enlarged; y++) {
            for (int x = 0; x < shape.width() * enlarged; x++) {
                for (int band = 0; band < 3; band++) {
                    // Not getRGB: Java takes grey levels for linear ones and would make them lighter.
                    int level = picture.getRaster()
                            .getSample(
                                    x / enlarged,
                                    y / enlarged,
                                    Math.min(band, picture.getRaster().getNumBands() - 1));
                    image.getRaster().setSample(left + x, top + y, band, level);
                }
            }
        }
    }

    void write(String text, int left, int top, int enlarged) {
        PixelText.paint(text, image, INK, left, top, enlarged);
    }

    BufferedImage image() {
        return image;
    }
}
