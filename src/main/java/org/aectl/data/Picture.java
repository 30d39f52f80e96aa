package org.aectl.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig.Images.Color;
import org.jspecify.annotations.Nullable;

/**
 * One decoded picture file. Grey is the luma of ITU-R BT.601; transparency is passed over.
 *
 * @param pixels channel by channel, each row by row
 * @param fileBytes size of the file
 * @param sha256 of the file
 */
record Picture(Path file, ExampleShape shape, byte[] pixels, long fileBytes, String sha256) {
    /** A small file can claim any size; a larger picture is no training example. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final int MOST_BYTES = 1 << 28;

    /** Those of a decoded picture at its worst, four channels of 16 bits, and of what is made of it. */
    private static final int BYTES_A_PIXEL = 12;

    /** Java has readers of more formats; what is not promised need not be open to attack. */
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

    /** @throws InvalidInputException if the file cannot be read, is no picture, or is too large */
    static Picture read(Path file, Color color, @Nullable List<Integer> resize) {
        try {
            byte[] bytes = bytes(file);
            BufferedImage image = decode(file, bytes);
            ExampleShape shape = new ExampleShape(color == Color.RGB ? 3 : 1, image.getHeight(), image.getWidth());
            byte[] pixels = planes(image, shape);
            if (resize != null) {
                ExampleShape resized = new ExampleShape(shape.channels(), resize.get(0), resize.get(1));
                pixels = Resampling.resize(pixels, shape, resized);
                shape = resized;
            }
            String sha256 = HexFormat.of().formatHex(InputFile.sha256().digest(bytes));
            return new Picture(file, shape, pixels, bytes.length, sha256);
        } catch (IOException exception) {
            throw InputFile.problem(file.toString(), exception);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidInputException(file + ": is larger than 256 MB, expected a picture");
            }
            return bytes;
        }
    }

    private static BufferedImage decode(Path file, byte[] bytes) throws IOException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(file, stream);
            try {
                reader.setInput(stream, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MOST_PIXELS) {
                    throw new InvalidInputException(file + ": is a picture of " + height + "x" + width
                            + " pixels, at most " + MOST_PIXELS + " pixels can be used");
                }
                // As many are decoded at once as there are threads for it.
                DataTooLargeException.check(
                        width * height * BYTES_A_PIXEL * (ForkJoinPool.getCommonPoolParallelism() + 1));
                return reader.read(0);
            } catch (InvalidInputException | DataTooLargeException exception) {
                throw exception;
            } catch (IOException | RuntimeException exception) {
                // The decoders answer some damaged files with any kind of RuntimeException.
                throw new InvalidInputException(file + ": is a damaged picture: " + reason(exception), exception);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader reader(Path file, ImageInputStream stream) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw new InvalidInputException(file + ": is no picture that can be read (PNG, JPEG, GIF or BMP)");
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        String message = cause.getMessage();
        return message == null ? "its parts do not fit together" : message.replaceAll("\\s+", " ");
    }

    private static byte[] planes(BufferedImage image, ExampleShape shape) {
        int plane = shape.height() * shape.width();
        byte[] pixels = new byte[shape.size()];
        boolean grey = isGrey(image);
        int depth = image.getColorModel().getComponentSize(0);
        int[] line = new int[shape.width()];
        for (int y = 0; y < shape.height(); y++) {
            if (grey) {
                // getRGB() would take the numbers for linear light and brighten them.
                image.getRaster().getSamples(0, y, shape.width(), 1, 0, line);
            } else {
                image.getRGB(0, y, shape.width(), 1, line, 0, shape.width());
            }
            for (int x = 0; x < shape.width(); x++) {
                int rgb = grey ? greyRgb(line[x], depth) : line[x];
                store(rgb, pixels, y * shape.width() + x, plane);
            }
        }
        return pixels;
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(image.getColorModel() instanceof IndexColorModel);
    }

    private static int greyRgb(int sample, int depth) {
        int value = depth > 8 ? sample >> (depth - 8) : sample * 255 / ((1 << depth) - 1);
        return value << 16 | value << 8 | value;
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
