package org.aectl.report.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.image.ExampleImage;
import org.aectl.data.image.Png;

/**
 * Examples of one shape as pictures inside a page, made smaller where they are large.
 *
 * @param range the raw values shown as black and white
 * @param longest side a picture may have, in pixels
 */
public record Pictures(ExampleShape shape, ValueRange range, int longest) {
    /** Draws an example; one pixel stands for a square of so many that no side is too long. */
    public BufferedImage draw(float[] values) {
        BufferedImage whole = ExampleImage.of(values, shape, range);
        int factor = (Math.max(whole.getWidth(), whole.getHeight()) + longest - 1) / longest;
        return factor == 1 ? whole : shrunk(whole, factor);
    }

    private static BufferedImage shrunk(BufferedImage whole, int factor) {
        BufferedImage small = new BufferedImage(
                (whole.getWidth() + factor - 1) / factor, (whole.getHeight() + factor - 1) / factor, whole.getType());
        for (int y = 0; y < small.getHeight(); y++) {
            for (int x = 0; x < small.getWidth(); x++) {
                for (int band = 0; band < whole.getRaster().getNumBands(); band++) {
                    small.getRaster().setSample(x, y, band, mean(whole, x * factor, y * factor, band, factor));
                }
            }
        }
        return small;
    }

    private static int mean(BufferedImage image, int left, int top, int band, int size) {
        int right = Math.min(left + size, image.getWidth());
        int bottom = Math.min(top + size, image.getHeight());
        int sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += image.getRaster().getSample(x, y, band);
            }
        }
        int pixels = (right - left) * (bottom - top);
        return (sum + pixels / 2) / pixels;
    }

    /** An example as the address of an image. */
    public String uri(float[] values) {
        return uri(draw(values));
    }

    /** A picture as the address of an image that holds it. */
    public static String uri(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Png.write(image, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * Pictures of one size and type, put into one without gaps.
     *
     * @param pictures at least one
     */
    public static BufferedImage sheet(List<BufferedImage> pictures, int columns) {
        BufferedImage first = pictures.get(0);
        int rows = (pictures.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * first.getWidth(), rows * first.getHeight(), first.getType());
        for (int i = 0; i < pictures.size(); i++) {
            int x = i % columns * first.getWidth();
            int y = i / columns * first.getHeight();
            sheet.getRaster().setRect(x, y, pictures.get(i).getRaster());
        }
        return sheet;
    }
}
