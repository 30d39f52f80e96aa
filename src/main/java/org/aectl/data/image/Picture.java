package org.aectl.data.image;

import java.awt.image.BufferedImage;
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
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Images.Color;
import org.aectl.data.ExampleShape;
import org.aectl.data.file.DataTooLargeException;
import org.aectl.data.file.FileKind;
import org.aectl.data.file.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * One decoded picture file, turned upright as its EXIF data say. Grey is the luma of ITU-R BT.601; transparency is passed
 * over, and so are colour profiles.
 *
 * @param pixels channel by channel, each row by row
 * @param depth bits of each value in the file; of 16, the upper 8 are kept
 * @param fileBytes size of the file
 * @param sha256 of the file
 */
record Picture(Path file, ExampleShape shape, byte[] pixels, int depth, long fileBytes, String sha256) {
    /** A small file can claim any size; a larger picture is no training example. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final int MOST_BYTES = 1 << 28;

    /** Those of a decoded picture at its worst, four channels of 16 bits, and of what is made of it. */
    private static final int BYTES_A_PIXEL = 16;

    /** Tags of TIFF. */
    private static final int SAMPLES = 277;

    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_BYTES = 325;
    /** Channels of a pixel: more than colours and transparency need. */
    private static final int MOST_SAMPLES = 8;

    /** Java has readers of more formats; what is not promised need not be open to attack. */
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp", "tif", "tiff");

    /** @throws InvalidInputException if the file cannot be read, is no picture, or is too large */
    static Picture read(Path file, Color color, @Nullable List<Integer> resize) {
        try {
            byte[] bytes = bytes(file);
            BufferedImage image = decode(file, bytes);
            ExampleShape stored = new ExampleShape(color == Color.RGB ? 3 : 1, image.getHeight(), image.getWidth());
            Pixels values = pixels(file, image);
            int orientation = Orientation.of(bytes);
            byte[] pixels = Orientation.turn(orientation, values.planes(stored), stored);
            ExampleShape shape = Orientation.shape(orientation, stored);
            if (resize != null) {
                ExampleShape resized = new ExampleShape(shape.channels(), resize.get(0), resize.get(1));
                pixels = Resampling.resize(pixels, shape, resized);
                shape = resized;
            }
            String sha256 = HexFormat.of().formatHex(InputFile.sha256().digest(bytes));
            return new Picture(file, shape, pixels, values.depth(), bytes.length, sha256);
        } catch (IOException exception) {
            throw InputFile.problem(file.toString(), exception);
        }
    }

    private static Pixels pixels(Path file, BufferedImage image) {
        try {
            return new Pixels(image);
        } catch (InvalidInputException problem) {
            throw new InvalidInputException(file + ": " + problem.getMessage(), problem);
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
        checkTiff(file, bytes);
        try (ImageInputStream stream = stream(JpegSegments.withoutProfiles(bytes))) {
            ImageReader reader = reader(file, FileKind.of(bytes), stream);
            try {
                reader.setInput(stream, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MOST_PIXELS) {
                    throw new InvalidInputException(file + ": is a picture of " + width + "x" + height
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

    private static ImageInputStream stream(byte[] bytes) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)) {
            /** With it the decoder of TIFF refuses what would lie behind the end. */
            @Override
            public long length() {
                return bytes.length;
            }
        };
    }

    /** The decoder makes arrays as large as a TIFF file's tags say before it sees whether so much follows. */
    private static void checkTiff(Path file, byte[] bytes) {
        TiffTags tags = TiffTags.of(bytes, 0, bytes.length);
        if (tags == null) {
            return;
        }
        boolean fits = tags.areAllInside()
                && tags.largest(STRIP_BYTES, 0) <= bytes.length
                && tags.largest(TILE_BYTES, 0) <= bytes.length
                && tags.largest(TILE_WIDTH, 1) * tags.largest(TILE_HEIGHT, 1) <= MOST_PIXELS
                && tags.largest(SAMPLES, 1) <= MOST_SAMPLES;
        if (!fits) {
            throw new InvalidInputException(file + ": is a damaged picture: its tags promise more than it holds");
        }
    }

    private static ImageReader reader(Path file, FileKind kind, ImageInputStream stream) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw kind.unexpected(file.toString(), "a picture that can be read (PNG, JPEG, GIF, BMP or TIFF)");
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        String message = cause.getMessage();
        return message == null ? "its parts do not fit together" : message.replaceAll("\\s+", " ");
    }
}
