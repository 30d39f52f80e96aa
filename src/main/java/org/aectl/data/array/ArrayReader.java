package org.aectl.data.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.SourceConfig.Channels;
import org.aectl.data.ByteStore;
import org.aectl.data.ExampleShape;
import org.aectl.data.FloatStore;
import org.aectl.data.LabelBuilder;
import org.aectl.data.Labels;
import org.aectl.data.MemoryStore;
import org.aectl.data.StoredExamples;
import org.aectl.data.ValueStore;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.DataTooLargeException;
import org.jspecify.annotations.Nullable;

/** Reads the numbers behind an {@link ArrayHeader} as examples or as labels. */
public final class ArrayReader {
    private static final int BUFFER = 1 << 16;
    /** Arrays that would take more than this part of the memory stay in their file. */
    private static final int LARGE_SHARE = 4;
    /** Whole numbers up to here are exact in a double. */
    private static final double EXACT = 0x1p53;

    private final ByteSource content;
    private final ArrayHeader header;
    private final long dataBytes;
    private final boolean keepsNaN;

    /** @throws InvalidInputException if the header promises nothing, or more or less than the file can hold */
    public ArrayReader(ByteSource content, ArrayHeader header) {
        this(content, header, false);
    }

    private ArrayReader(ByteSource content, ArrayHeader header, boolean keepsNaN) {
        this.content = content;
        this.header = header;
        this.keepsNaN = keepsNaN;
        this.dataBytes = header.dataBytes();
        if (dataBytes < 0) {
            throw content.problem("the header promises " + header + ", more than any file holds");
        }
        content.size().ifPresent(size -> {
            if (size - header.bytes() != dataBytes) {
                throw wrongSize(String.valueOf(size - header.bytes()));
            }
        });
        if (dataBytes == 0) {
            throw content.problem("holds no examples: " + header);
        }
    }

    /** The same, where NaN among the examples may stand for a missing value. */
    public ArrayReader keepingNaN(boolean keeps) {
        return keeps == keepsNaN ? this : new ArrayReader(content, header, keeps);
    }

    ArrayHeader header() {
        return header;
    }

    private boolean storesBytes() {
        return header.type() == ElementType.UBYTE;
    }

    private InvalidInputException wrongSize(String found) {
        return content.problem("the header promises " + header + ", that is " + dataBytes
                + " bytes of data, but the file has " + found);
    }

    /** How many examples or labels there are. */
    int count() {
        long count = header.dimensions().get(0);
        if (count > Integer.MAX_VALUE - 8) {
            throw content.problem("holds " + count + " examples, at most 2147483639 can be used");
        }
        return (int) count;
    }

    /**
     * Reads everything; values of pictures come out channel by channel.
     *
     * @param givenShape shape of one example as [height, width] or [height, width, channels]; null where the array's own
     *     dimensions say it
     * @param channels where pictures have them in the file; null where nobody says it
     * @param limit how many examples are kept at most
     */
    StoredExamples examples(@Nullable List<Integer> givenShape, @Nullable Channels channels, @Nullable Integer limit) {
        boolean channelsFirst = channels == Channels.FIRST;
        ExampleShape shape = shape(givenShape, channels);
        if (channels == null) {
            ChannelOrder.doubt(content.name(), shape);
        }
        int kept = limit == null ? count() : Math.min(limit, count());
        try {
            return new StoredExamples(values(shape, channelsFirst, kept), kept, shape, Labels.NONE);
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    /** Large arrays stay in the file, if it has each example in one piece. */
    private ValueStore values(ExampleShape shape, boolean channelsFirst, int kept) throws IOException {
        long wanted = (long) kept * shape.size();
        boolean isPlanar = channelsFirst || shape.channels() == 1;
        boolean inOrder = !header.columnMajor() && isPlanar;
        Path file = content.file();
        if (header.columnMajor() || file == null || !isLarge(wanted)) {
            return inMemory(header.columnMajor() ? header.elements() : wanted, inOrder, wanted, isPlanar, shape);
        }
        FileStore store = new FileStore(this, file, wanted);
        return inOrder ? store : new PlanarStore(store, shape);
    }

    /** Whether so many numbers would fill a good part of the memory. */
    private boolean isLarge(long numbers) {
        return bytesInMemory(numbers) > Runtime.getRuntime().maxMemory() / LARGE_SHARE;
    }

    private long bytesInMemory(long numbers) {
        return storesBytes() ? numbers : numbers * Float.BYTES;
    }

    private ValueStore inMemory(long stored, boolean inOrder, long kept, boolean isPlanar, ExampleShape shape)
            throws IOException {
        // What is rearranged is there twice, beside the table of an example's places.
        long rearranged = inOrder ? 0 : bytesInMemory(kept) + (long) Long.BYTES * shape.size();
        DataTooLargeException.check(bytesInMemory(stored) + rearranged);
        MemoryStore values = storesBytes() ? readBytes(stored) : readFloats(stored);
        return inOrder ? values : values.rearranged(kept, planarOrder(shape, isPlanar));
    }

    private ExampleShape shape(@Nullable List<Integer> given, @Nullable Channels channels) {
        List<Long> own = header.dimensions().subList(1, header.dimensions().size());
        List<Long> wanted =
                given == null ? own : given.stream().map(Integer::longValue).toList();
        long size = header.elements() / header.dimensions().get(0);
        if (given != null) {
            checkGivenShape(wanted, size);
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw content.problem("one example has " + size + " values, at most 2147483639 can be used");
        }
        int[] sizes = wanted.stream().mapToInt(Long::intValue).toArray();
        if (channels != null && sizes.length != 3) {
            throw content.problem("data.channels is given, but examples of " + wanted + " have no channels");
        }
        return switch (sizes.length) {
            case 0 -> ExampleShape.features(1);
            case 1 -> ExampleShape.features(sizes[0]);
            case 2 -> new ExampleShape(1, sizes[0], sizes[1]);
            case 3 ->
                channels == Channels.FIRST && given == null
                        ? new ExampleShape(sizes[0], sizes[1], sizes[2])
                        : new ExampleShape(sizes[2], sizes[0], sizes[1]);
            default ->
                throw content.problem("has " + header.dimensions().size()
                        + " dimensions, expected 1 to 4: examples, height, width, channels");
        };
    }

    private void checkGivenShape(List<Long> given, long size) {
        if (given.size() < 2 || given.size() > 3 || given.stream().anyMatch(length -> length < 1)) {
            throw new InvalidInputException(
                    "data.shape must be [height, width] or [height, width, channels], was " + given);
        }
        long wanted = given.get(0) * given.get(1) > Integer.MAX_VALUE
                ? -1
                : given.stream().reduce(1L, (a, b) -> a * b);
        if (wanted != size) {
            throw content.problem("data.shape " + given + " does not fit: one example has " + size + " values");
        }
    }

    /** From a place in the examples as we store them to the place in the file. */
    private MemoryStore.Order planarOrder(ExampleShape shape, boolean isPlanar) {
        int size = shape.size();
        int plane = shape.height() * shape.width();
        long count = count();
        long[] places = new long[size];
        Arrays.setAll(places, place -> {
            long inFile = isPlanar ? place : (long) (place % plane) * shape.channels() + place / plane;
            return header.columnMajor() ? header.columnMajorPlace(inFile) * count : inFile;
        });
        long rowStep = header.columnMajor() ? 1 : size;
        return place -> place / size * rowStep + places[(int) (place % size)];
    }

    private ByteStore readBytes(long stored) throws IOException {
        ByteStore values = new ByteStore();
        byte[] bytes = new byte[BUFFER];
        scan((buffer, elements, first) -> {
            int wanted = (int) Math.max(0, Math.min(elements, stored - first));
            buffer.get(0, bytes, 0, wanted);
            values.append(bytes, 0, wanted);
        });
        return values;
    }

    private FloatStore readFloats(long stored) throws IOException {
        FloatStore values = new FloatStore();
        float[] numbers = new float[BUFFER];
        scan((buffer, elements, first) -> {
            copy(buffer, 0, elements, first, numbers, 0);
            for (int i = 0; i < Math.min(elements, stored - first); i++) {
                values.append(numbers[i]);
            }
        });
        return values;
    }

    /**
     * Turns numbers as the file has them into ours.
     *
     * @param skipped numbers that the buffer begins with and that are not wanted
     * @param first which of the file's numbers is the first one wanted
     * @throws InvalidInputException if one of them is not finite, nor NaN where that is kept
     */
    void copy(ByteBuffer buffer, int skipped, int elements, long first, float[] target, int offset) {
        ElementType type = header.type();
        if (type == ElementType.FLOAT) {
            // The usual type by far; number by number it takes a third of the time of an encoder.
            buffer.position(skipped * type.bytes()).asFloatBuffer().get(target, offset, elements);
        } else {
            for (int i = 0; i < elements; i++) {
                target[offset + i] = (float) type.get(buffer, (skipped + i) * type.bytes());
            }
        }
        for (int i = 0; i < elements; i++) {
            if (!Float.isFinite(target[offset + i]) && !(keepsNaN && Float.isNaN(target[offset + i]))) {
                throw notFinite(type.get(buffer, (skipped + i) * type.bytes()), first + i);
            }
        }
    }

    /**
     * Reads everything and keeps nothing.
     *
     * @throws InvalidInputException if the file is shorter or longer than it says, or holds a number that is not finite
     */
    void check() {
        float[] numbers = new float[BUFFER];
        try {
            scan((buffer, elements, first) -> copy(buffer, 0, elements, first, numbers, 0));
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    InvalidInputException problem(IOException exception) {
        return content.problem(exception);
    }

    private InvalidInputException notFinite(double value, long element) {
        long count = header.dimensions().get(0);
        long size = header.elements() / count;
        String place = header.columnMajor()
                ? "row " + element % count + ", column " + element / count
                : "row " + element / size + ", column " + element % size;
        return content.problem(place + " (from 0) holds " + value
                + (Double.isFinite(value) ? ", too large for a 32-bit number" : ", expected a finite number"));
    }

    /** Reads everything as labels: whole numbers, one for each example, or NaN for none. */
    LabelBuilder labels() {
        List<Long> dimensions = header.dimensions();
        if (dimensions.size() > 2 || (dimensions.size() == 2 && dimensions.get(1) != 1)) {
            throw content.problem("holds " + header + ", expected labels in one dimension");
        }
        count();
        LabelBuilder labels = new LabelBuilder();
        try {
            scan((buffer, elements, first) -> {
                for (int i = 0; i < elements; i++) {
                    double value = header.type().get(buffer, i * header.type().bytes());
                    if (Double.isNaN(value)) {
                        labels.add("", first + i);
                        continue;
                    }
                    if (value != Math.rint(value) || Math.abs(value) > EXACT) {
                        throw content.problem("row " + (first + i) + " (from 0) holds the label " + value
                                + ", expected a whole number");
                    }
                    labels.add(Long.toString((long) value), first + i);
                }
            });
        } catch (IOException exception) {
            throw content.problem(exception);
        }
        return labels;
    }

    /** Hands over the numbers in the file's order, some thousands at a time, and checks that the file ends there. */
    private void scan(Numbers target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(header.order());
        int width = header.type().bytes();
        for (long done = 0; done < dataBytes; ) {
            int wanted = (int) Math.min(BUFFER, dataBytes - done);
            int found = content.stream().readNBytes(buffer.array(), 0, wanted);
            if (found < wanted) {
                throw wrongSize(String.valueOf(done + found));
            }
            target.accept(buffer, wanted / width, done / width);
            done += wanted;
        }
        if (content.stream().read() != -1) {
            throw wrongSize("more");
        }
    }

    @FunctionalInterface
    private interface Numbers {
        void accept(ByteBuffer buffer, int elements, long first) throws IOException;
    }
}
