package org.aectl.data.image;

import java.awt.image.BufferedImage;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;

/** An example as a picture of its own size: grey where it has one channel, else its first three as red, green, blue. */
public final class ExampleImage {
    private ExampleImage() {}

    /**
     * Draws an example.
     *
     * @param values in the order that {@link ExampleShape} describes
     * @param range the values shown as black and white; what lies outside is shown as the nearer of them
     */
    public static BufferedImage of(float[] values, ExampleShape shape, ValueRange range) {
        boolean colour = shape.channels() >= 3;
        BufferedImage image = new BufferedImage(
                shape.width(), shape.height(), colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        int plane = shape.height() * shape.width();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int pixel = y * shape.width() + x;
                for (int band = 0; band < (colour ? 3 : 1); band++) {
                    image.getRaster().setSample(x, y, band, level(values[band * plane + pixel], range));
                }
            }
        }
        return image;
    }

    private static int level(float value, ValueRange range) {
        float span = Math.max(range.maximum() - range.minimum(), Float.MIN_NORMAL);
        return Math.round(255 * Math.min(1, Math.max(0, (value - range.minimum()) / span)));
    }
}
