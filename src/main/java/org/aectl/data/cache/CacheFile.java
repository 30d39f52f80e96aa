package org.aectl.data.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.aectl.data.LabelBuilder;
import org.aectl.data.ValueStore;
import org.aectl.data.array.ArrayHeader;
import org.aectl.data.array.ArrayReader;
import org.aectl.data.array.ElementType;
import org.aectl.data.array.FileStore;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.DataFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Opens cached tables, laid out as {@link CacheHeader} says. */
public final class CacheFile {
    private CacheFile() {}

    /**
     * What the rows came from and mean.
     *
     * @param columns what the table's source wants to know of them again, as JSON; null for nothing
     * @param labels by their numbers, in the order in which they were first seen
     * @param labelPlaces the line or row that each was first seen in
     * @param files the table's own
     */
    public record Description(
            CacheKey key, @Nullable String columns, List<String> labels, List<Long> labelPlaces, List<DataFile> files) {

        byte[] json() {
            return JsonMapper.shared().writeValueAsBytes(this);
        }
    }

    /**
     * A table whose numbers stay in the cache.
     *
     * @param count rows
     * @param labels of all rows; empty where there are none
     */
    public record Cached(Description description, int count, ValueStore values, LabelBuilder labels) {}

    /**
     * Opens a file.
     *
     * @return null if there is none, it is of another key or version, or damaged: then it is to be made anew
     */
    static @Nullable Cached open(Path path, CacheKey key) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException none) {
            return null;
        }
        Cached cached = null;
        try {
            cached = read(path, channel, key);
        } finally {
            if (cached == null) {
                channel.close();
            }
        }
        return cached;
    }

    private static @Nullable Cached read(Path path, FileChannel channel, CacheKey key) throws IOException {
        long size = channel.size();
        if (size < CacheHeader.BYTES) {
            return null;
        }
        ByteBuffer start = read(channel, 0, CacheHeader.BYTES);
        CacheHeader header = CacheHeader.of(start);
        // What is not yet proven may name any number: room is made for a description that the file can hold.
        if (header == null
                || header.described() < 0
                || header.described() > Math.min(size - CacheHeader.BYTES, Integer.MAX_VALUE - 8)) {
            return null;
        }
        byte[] json = read(channel, size - header.described(), (int) header.described())
                .array();
        if (header.end() != size
                || header.summed() < 0
                || header.summed() > Math.min(size - CacheHeader.BYTES - header.described(), Integer.MAX_VALUE - 8)) {
            return null;
        }
        byte[] sums = read(channel, header.labelsEnd(), (int) header.summed()).array();
        if (!CacheHeader.isIntact(start, sums, json)) {
            return null;
        }
        Description description = description(json);
        return description == null || !description.key.equals(key)
                ? null
                : table(path, channel, header, new BlockSums(ByteBuffer.wrap(sums), header.labelsEnd()), description);
    }

    private static @Nullable Description description(byte[] json) {
        try {
            return JsonMapper.shared().readValue(json, Description.class);
        } catch (JacksonException ofAnotherBuild) {
            return null;
        }
    }

    private static Cached table(
            Path path, FileChannel channel, CacheHeader header, BlockSums sums, Description description)
            throws IOException {
        int[] codes = new int[(int) header.labels()];
        // Some at a time: a buffer for all would be as large again.
        int step = 1 << 16;
        for (int from = 0; from < codes.length; from += step) {
            int count = Math.min(step, codes.length - from);
            long position = header.rowsEnd() + (long) from * Integer.BYTES;
            sums.check(channel, path, position, count * Integer.BYTES);
            read(channel, position, count * Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(codes, from, count);
        }
        LabelBuilder labels = LabelBuilder.of(description.labels, description.labelPlaces, codes);
        ArrayHeader array = new ArrayHeader(
                ElementType.FLOAT,
                ByteOrder.LITTLE_ENDIAN,
                false,
                List.of(header.rows(), (long) header.features()),
                CacheHeader.BYTES);
        ArrayReader reader = new ArrayReader(new ByteSource(path.toString(), InputStream.nullInputStream()), array)
                .keepingNaN(description.key.mayLack());
        FileStore values = new FileStore(
                reader,
                channel,
                header.rows() * header.features(),
                (position, bytes) -> sums.check(channel, path, position, bytes));
        return new Cached(description, (int) header.rows(), values, labels);
    }

    private static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
        return bytes.flip();
    }
}
