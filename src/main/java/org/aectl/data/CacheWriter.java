package org.aectl.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cached table beside its place and renames it when it is whole. What a process left behind that was killed
 * meanwhile, the next writer removes.
 */
final class CacheWriter implements Closeable {
    static final String TEMPORARY = ".part";
    /** Nobody who is still at it stops writing for so long. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final int BUFFER = 1 << 16;

    private final Path place;
    private final Path temporary;
    private final FileChannel channel;
    private final LabelBuilder labels = new LabelBuilder();
    private long rows;
    private long lines;

    /**
     * Begins a file.
     *
     * @param folder is made where it is missing
     */
    CacheWriter(Path folder, String name) throws IOException {
        this.place = folder.resolve(name);
        Files.createDirectories(folder);
        removeAbandoned(folder);
        this.temporary = folder.resolve("." + UUID.randomUUID() + TEMPORARY);
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Ctrl-C closes nothing.
        temporary.toFile().deleteOnExit();
        channel.position(CacheHeader.BYTES);
    }

    private static void removeAbandoned(Path folder) throws IOException {
        FileTime latest = FileTime.from(Instant.now().minus(ABANDONED));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + TEMPORARY)) {
            for (Path file : files) {
                if (isOlder(file, latest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOlder(Path file, FileTime latest) throws IOException {
        try {
            return Files.getLastModifiedTime(file).compareTo(latest) < 0;
        } catch (NoSuchFileException completed) {
            return false;
        }
    }

    /** Adds the rows that follow. */
    void append(CsvPart part) throws IOException {
        write(part.values().written());
        labels.addAll(part.labels(), lines);
        lines += part.lineBreaks();
        rows += part.count();
    }

    /**
     * Adds numbers that follow; whole rows of them when all are there.
     *
     * @param count how many of the array's are added, from its first on
     */
    void append(float[] values, int count) throws IOException {
        FloatBytes bytes = new FloatBytes(count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            bytes.append(values[i]);
        }
        write(bytes.written());
    }

    /** The labels of the rows so far, to be added to. */
    LabelBuilder labels() {
        return labels;
    }

    /** Completes a CSV file's table and puts it in its place. */
    void commit(CacheKey key, CsvColumns columns, DataFile text) throws IOException {
        commit(key, columns, columns.features().size(), List.of(text));
    }

    /** Completes a Parquet table of so many rows and puts it in its place. */
    void commit(CacheKey key, int features, long count, List<DataFile> files) throws IOException {
        rows = count;
        commit(key, null, features, files);
    }

    private void commit(CacheKey key, @Nullable CsvColumns columns, int features, List<DataFile> files)
            throws IOException {
        writeCodes();
        byte[] description =
                new CacheFile.Description(key, columns, labels.names(), labels.firstPlaces(), files).json();
        write(ByteBuffer.wrap(description));
        CacheHeader header = new CacheHeader(features, rows, labels.count(), description.length);
        channel.position(0);
        write(header.bytes(description));
        channel.force(true);
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void writeCodes() throws IOException {
        ByteBuffer codes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < labels.count(); row++) {
            codes.putInt(labels.code(row));
            if (!codes.hasRemaining()) {
                write(codes.flip());
                codes.clear();
            }
        }
        write(codes.flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Without a {@link #commit} nothing is left. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
