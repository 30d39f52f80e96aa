package org.aectl.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ExampleShape;

/**
 * The values of a decoded picture's pixels as its file has them: no colour profile and no gamma is applied, which
 * {@link BufferedImage#getRGB} would do.
 */
final class Pixels {
    private final BufferedImage image;
    private final Raster raster;
    private final int type;
    private final int bands;

    /** @throws InvalidInputException if its values are no colours of 8 or 16 bits that are known here */
    Pixels(BufferedImage image) {
        this.image = image;
        this.raster = image.getRaster();
        boolean indexed = image.getColorModel() instanceof IndexColorModel;
        this.type = image.getColorModel().getColorSpace().getType();
        this.bands = switch (type) {
            case ColorSpace.TYPE_GRAY -> 1;
            case ColorSpace.TYPE_RGB -> 3;
            case ColorSpace.TYPE_CMYK -> 4;
            default -> throw new InvalidInputException("has colours of an unknown kind, expected grey, RGB or CMYK");
        };
        int kind = raster.getTransferType();
        if (kind == DataBuffer.TYPE_FLOAT
                || kind == DataBuffer.TYPE_DOUBLE
                || kind == DataBuffer.TYPE_SHORT
                || depth() > 16) {
            throw new InvalidInputException("has values of " + depth() + " bits that are no unsigned whole numbers of 8"
                    + " or 16 bits; convert it to 16 bits, or all to one NPY array");
        }
        if (!indexed && raster.getNumBands() < bands) {
            throw new InvalidInputException("has " + raster.getNumBands() + " channels, expected " + bands);
        }
    }

    /** Bits of each channel of a pixel. */
    int depth() {
        return image.getColorModel().getComponentSize(0);
    }

    /**
     * All values, channel by channel.
     *
     * @param shape with one channel for grey, three for colours
     */
    byte[] planes(ExampleShape shape) {
        int plane = shape.height() * shape.width();
        byte[] pixels = new byte[shape.size()];
        boolean indexed = image.getColorModel() instanceof IndexColorModel;
        int[] line = new int[shape.width()];
        int[][] samples = new int[bands][shape.width()];
        for (int y = 0; y < shape.height(); y++) {
            if (indexed) {
                image.getRGB(0, y, shape.width(), 1, line, 0, shape.width());
            } else {
                for (int band = 0; band < bands; band++) {
                    raster.getSamples(0, y, shape.width(), 1, band, samples[band]);
                }
            }
            for (int x = 0; x < shape.width(); x++) {
                store(indexed ? line[x] : rgb(samples, x), pixels, y * shape.width() + x, plane);
            }
        }
        return pixels;
    }

    private int rgb(int[][] samples, int x) {
        int first = bits8(samples[0][x], 0);
        if (type == ColorSpace.TYPE_GRAY) {
            return first << 16 | first << 8 | first;
        }
        int second = bits8(samples[1][x], 1);
        int third = bits8(samples[2][x], 2);
        if (type == ColorSpace.TYPE_CMYK) {
            int light = 255 - bits8(samples[3][x], 3);
            return inked(light, first) << 16 | inked(light, second) << 8 | inked(light, third);
        }
        return first << 16 | second << 8 | third;
    }

    /** What an ink leaves of the light that black leaves. */
    private static int inked(int light, int ink) {
        return light - Math.round(light * ink / 255f);
    }

    private int bits8(int sample, int band) {
        int depth = image.getColorModel().getComponentSize(band);
        return depth > 8 ? sample >> (depth - 8) : sample * 255 / ((1 << depth) - 1);
    }

    private static void store(int rgb, byte[] pixels, int place, int plane) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        if (pixels.length == plane) {
            pixels[place] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        } else {
            pixels[place] = (byte) red;
            pixels[place + plane] = (byte) green;
            pixels[place + 2 * plane] = (byte) blue;
        }
    }
}
