package org.aectl.data.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.LabelBuilder;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.DurableFolder;
import org.aectl.data.file.FloatBytes;
import org.aectl.data.file.PartialFile;
import org.jspecify.annotations.Nullable;

/** Writes a cached table, which appears in its place when it is whole. */
public final class CacheWriter implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final PartialFile file;
    private final LabelBuilder labels = new LabelBuilder();
    private final BlockSums.Writer sums = new BlockSums.Writer();

    /**
     * Begins a file.
     *
     * @param folder is made where it is missing
     */
    public CacheWriter(Path folder, String name) throws IOException {
        this.file = PartialFile.begin(DurableFolder.create(folder).resolve(name));
        file.channel().position(CacheHeader.BYTES);
    }

    /** Adds numbers that follow, as their bytes. */
    public void append(ByteBuffer values) throws IOException {
        writeSummed(values);
    }

    /**
     * Adds numbers that follow; whole rows of them when all are there.
     *
     * @param count how many of the array's are added, from its first on
     */
    public void append(float[] values, int count) throws IOException {
        FloatBytes bytes = new FloatBytes(count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            bytes.append(values[i]);
        }
        writeSummed(bytes.written());
    }

    /** The labels of the rows so far, to be added to. */
    public LabelBuilder labels() {
        return labels;
    }

    /**
     * Completes the table and puts it in its place.
     *
     * @param columns what its source wants to know of them again, as JSON; null for nothing
     * @param features numbers of a row
     * @param files that it was made from
     */
    public void commit(CacheKey key, @Nullable String columns, int features, long rows, List<DataFile> files)
            throws IOException {
        writeCodes();
        byte[] summed = sums.written();
        byte[] description =
                new CacheFile.Description(key, columns, labels.names(), labels.firstPlaces(), files).json();
        write(ByteBuffer.wrap(summed));
        write(ByteBuffer.wrap(description));
        CacheHeader header = new CacheHeader(features, rows, labels.count(), description.length);
        file.channel().position(0);
        write(header.bytes(summed, description));
        file.commit();
    }

    private void writeCodes() throws IOException {
        ByteBuffer codes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < labels.count(); row++) {
            codes.putInt(labels.code(row));
            if (!codes.hasRemaining()) {
                writeSummed(codes.flip());
                codes.clear();
            }
        }
        writeSummed(codes.flip());
    }

    private void writeSummed(ByteBuffer bytes) throws IOException {
        sums.add(bytes);
        write(bytes);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.channel().write(bytes);
        }
    }

    /** Without a {@link #commit} nothing is left. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
