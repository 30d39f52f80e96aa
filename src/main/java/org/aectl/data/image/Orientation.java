package org.aectl.data.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.aectl.data.ExampleShape;
import org.jspecify.annotations.Nullable;

/** How cameras say that a picture lies on its side: tag 274 of EXIF, in JPEG, PNG and TIFF files. */
final class Orientation {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final long PNG_MARK = 0x89504E470D0A1A0AL;

    private Orientation() {}

    /** What a file says, from 1 (it stands upright) to 8. */
    static int of(byte[] file) {
        TiffTags tags = TiffTags.of(file, 0, file.length);
        if (tags == null && file.length > 8) {
            tags = ByteBuffer.wrap(file).getLong() == PNG_MARK ? inPng(file) : inJpeg(file);
        }
        return tags == null ? 1 : tags.orientation();
    }

    private static @Nullable TiffTags inJpeg(byte[] file) {
        for (JpegSegments.Segment segment : JpegSegments.of(file)) {
            if (segment.marker() == JpegSegments.APP1 && startsWithExif(file, segment)) {
                return TiffTags.of(file, segment.start() + EXIF.length, segment.length() - EXIF.length);
            }
        }
        return null;
    }

    private static boolean startsWithExif(byte[] file, JpegSegments.Segment segment) {
        return segment.length() > EXIF.length
                && ByteBuffer.wrap(file, segment.start(), EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    private static @Nullable TiffTags inPng(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        // Of each chunk: length, name, data, checksum.
        for (long place = 8; place + 12 <= file.length; ) {
            long length = bytes.getInt((int) place) & 0xFFFFFFFFL;
            String name = new String(file, (int) place + 4, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("eXIf") && place + 8 + length <= file.length) {
                return TiffTags.of(file, (int) place + 8, (int) length);
            }
            place += 12 + length;
        }
        return null;
    }

    /** The shape of a picture after it is turned. */
    static ExampleShape shape(int orientation, ExampleShape shape) {
        return orientation < 5
                ? shape
                : new ExampleShape(shape.channels(), /* height= */ shape.width(), /* width= */ shape.height());
    }

    /** Turns each channel as the number says. */
    static byte[] turn(int orientation, byte[] pixels, ExampleShape from) {
        if (orientation == 1) {
            return pixels;
        }
        ExampleShape to = shape(orientation, from);
        int plane = from.height() * from.width();
        byte[] turned = new byte[pixels.length];
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                int down = from.height() - 1;
                int across = from.width() - 1;
                int source = switch (orientation) {
                    case 2 -> place(from, y, across - x);
                    case 3 -> place(from, down - y, across - x);
                    case 4 -> place(from, down - y, x);
                    case 5 -> place(from, x, y);
                    case 6 -> place(from, down - x, y);
                    case 7 -> place(from, down - x, across - y);
                    default -> place(from, x, across - y);
                };
                for (int channel = 0; channel < from.channels(); channel++) {
                    turned[channel * plane + y * to.width() + x] = pixels[channel * plane + source];
                }
            }
        }
        return turned;
    }

    private static int place(ExampleShape shape, int y, int x) {
        return y * shape.width() + x;
    }
}
