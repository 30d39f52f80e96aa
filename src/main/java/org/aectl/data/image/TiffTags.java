package org.aectl.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first directory of tags of a TIFF file, or of the EXIF data in another picture, which have the same form (TIFF 6.0,
 * section 2). Nothing is believed that does not lie within the bytes.
 */
final class TiffTags {
    private static final int ORIENTATION = 274;
    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    /** Bytes of a value, by the number of its type: from byte (1) to double (12); 13 is the place of a directory. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer bytes;
    private final Map<Integer, Integer> entries = new LinkedHashMap<>();

    private TiffTags(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** @return null where the bytes do not begin as a TIFF file, or its first directory is cut off */
    static @Nullable TiffTags of(byte[] file, int offset, int length) {
        if (length < HEADER) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(file, offset, length).slice();
        boolean little = bytes.get(0) == 'I' && bytes.get(1) == 'I';
        boolean big = bytes.get(0) == 'M' && bytes.get(1) == 'M';
        TiffTags tags = new TiffTags(bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
        return (little || big) && bytes.getShort(2) == 42 && tags.index() ? tags : null;
    }

    private boolean index() {
        long start = unsigned(4);
        if (start < HEADER || start + 2 > bytes.limit()) {
            return false;
        }
        int count = bytes.getShort((int) start) & 0xFFFF;
        if (start + 2 + (long) count * ENTRY > bytes.limit()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int place = (int) start + 2 + i * ENTRY;
            entries.putIfAbsent(bytes.getShort(place) & 0xFFFF, place);
        }
        return true;
    }

    private long unsigned(int place) {
        return bytes.getInt(place) & 0xFFFFFFFFL;
    }

    /** How the picture must be turned to stand upright, as EXIF numbers it: 1 (not at all) to 8. */
    int orientation() {
        long value = largest(ORIENTATION, 1);
        return value >= 1 && value <= 8 ? (int) value : 1;
    }

    /** The largest of a tag's whole numbers; the default where there is none. */
    long largest(int tag, long otherwise) {
        Integer place = entries.get(tag);
        if (place == null || !isInside(place)) {
            return otherwise;
        }
        int type = bytes.getShort(place + 2);
        long count = unsigned(place + 4);
        if ((type != SHORT && type != LONG) || count == 0) {
            return otherwise;
        }
        int first = count * TYPE_BYTES[type] <= 4 ? place + 8 : (int) unsigned(place + 8);
        long largest = 0;
        for (int i = 0; i < count; i++) {
            largest =
                    Math.max(largest, type == SHORT ? bytes.getShort(first + 2 * i) & 0xFFFF : unsigned(first + 4 * i));
        }
        return largest;
    }

    /** Whether the values of all tags lie within the bytes. */
    boolean areAllInside() {
        return entries.values().stream().allMatch(this::isInside);
    }

    private boolean isInside(int place) {
        int type = bytes.getShort(place + 2) & 0xFFFF;
        long size = unsigned(place + 4) * (type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1);
        return size <= 4 || unsigned(place + 8) + size <= bytes.limit();
    }
}
