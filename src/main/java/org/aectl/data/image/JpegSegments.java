package org.aectl.data.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The segments in front of the pixels of a JPEG file. */
final class JpegSegments {
    static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int START = 0xD8;
    private static final int SCAN = 0xDA;

    private JpegSegments() {}

    /**
     * One of them.
     *
     * @param start where its content begins
     * @param length of its content
     */
    record Segment(int marker, int start, int length) {}

    /** Those in front of the first scan; none where the bytes are no JPEG file. */
    static List<Segment> of(byte[] file) {
        List<Segment> segments = new ArrayList<>();
        if (file.length < 4 || at(file, 0) != 0xFF || at(file, 1) != START) {
            return segments;
        }
        int place = 2;
        while (place + 4 <= file.length && at(file, place) == 0xFF && at(file, place + 1) != SCAN) {
            if (at(file, place + 1) == 0xFF) {
                // A segment may begin with any number of these.
                place++;
                continue;
            }
            int length = at(file, place + 2) << 8 | at(file, place + 3);
            if (length < 2 || place + 2L + length > file.length) {
                break;
            }
            segments.add(new Segment(at(file, place + 1), place + 4, length - 2));
            place += 2 + length;
        }
        return segments;
    }

    private static int at(byte[] file, int place) {
        return file[place] & 0xFF;
    }

    /** The same picture without colour profiles, by which the decoder would change the values of its pixels. */
    static byte[] withoutProfiles(byte[] file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        int done = 0;
        for (Segment segment : of(file)) {
            if (segment.marker() == APP2) {
                kept.write(file, done, segment.start() - 4 - done);
                done = segment.start() + segment.length();
            }
        }
        if (done == 0) {
            return file;
        }
        kept.write(file, done, file.length - done);
        return kept.toByteArray();
    }
}
