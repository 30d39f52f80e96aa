package org.aectl.data.parquet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.Wording;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/**
 * A column's values in one row group of a file.
 *
 * @param rows of the group
 * @param firstRow number of the group's first row in the file
 */
record ParquetChunk(
        Path file,
        ParquetColumn column,
        ColumnDescriptor descriptor,
        ColumnChunkMetaData place,
        long rows,
        long firstRow) {
    private static final int BUFFER = 1 << 16;

    /**
     * The chunks of columns in a row group, whose places are known to be in the file.
     *
     * @param size of the file
     */
    static List<ParquetChunk> of(
            Path file, long size, BlockMetaData group, long firstRow, List<ParquetColumn> columns) {
        try {
            Map<ColumnPath, ColumnChunkMetaData> places = new HashMap<>();
            group.getColumns().forEach(place -> places.put(place.getPath(), place));
            List<ParquetChunk> chunks = new ArrayList<>();
            for (ParquetColumn column : columns) {
                ColumnDescriptor descriptor = Objects.requireNonNull(column.descriptor(), column.name());
                ColumnChunkMetaData place = places.get(ColumnPath.get(descriptor.getPath()));
                if (place == null) {
                    throw ParquetFooter.problem(
                            file,
                            "is damaged: column " + Wording.quote(column.name()) + " is missing from row " + firstRow
                                    + " on");
                }
                ParquetChunk chunk = new ParquetChunk(file, column, descriptor, place, group.getRowCount(), firstRow);
                chunk.check(size);
                chunks.add(chunk);
            }
            return chunks;
        } catch (InvalidInputException problem) {
            throw problem;
        } catch (ParquetCryptoRuntimeException encrypted) {
            throw ParquetFooter.encrypted(file);
        } catch (RuntimeException damage) {
            throw ParquetFooter.damaged(file, "what is said about the columns from row " + firstRow + " on", damage);
        }
    }

    private void check(long size) {
        if (!ParquetCodec.canRead(place.getCodec())) {
            throw problem("is compressed with " + place.getCodec()
                    + ", expected snappy, gzip, zstd, lz4_raw or none; write it with one of these");
        }
        long start = place.getStartingPos();
        long bytes = place.getTotalSize();
        if (start < ParquetFooter.MAGIC.length() || bytes < 0 || bytes > size || start > size - bytes) {
            throw problem("is damaged: it is said to have " + bytes + " bytes from " + start + " on, and the file has "
                    + size);
        }
        long values = place.getValueCount();
        if (column.isList() ? values < rows : values != rows) {
            throw problem("is damaged: it is said to have " + values + " values in " + rows + " rows");
        }
    }

    /** Values, nulls among them. */
    long values() {
        return place.getValueCount();
    }

    /** Begins to read. */
    ColumnReader open(FileChannel channel, @Nullable String writer) {
        InputStream in = new BufferedInputStream(
                new Part(channel, place.getStartingPos(), place.getStartingPos() + place.getTotalSize()),
                (int) Math.max(1, Math.min(BUFFER, place.getTotalSize())));
        ParquetPages pages = new ParquetPages(descriptor, place.getCodec(), in, values());
        return new ColumnReaderImpl(descriptor, pages, new PrimitiveConverter() {}, version(writer));
    }

    /** The library undoes mistakes of some versions of itself. */
    private static @Nullable ParsedVersion version(@Nullable String writer) {
        try {
            return writer == null ? null : VersionParser.parse(writer);
        } catch (VersionParseException | RuntimeException unknown) {
            return null;
        }
    }

    private InvalidInputException problem(String message) {
        return ParquetFooter.problem(file, "column " + Wording.quote(column.name()) + " " + message);
    }

    /** @param row of the group, from 0 */
    InvalidInputException problem(long row, String message) {
        return ParquetFooter.problem(
                file, "row " + (firstRow + row) + " (from 0): column " + Wording.quote(column.name()) + " " + message);
    }

    /** @param row of the group, from 0 */
    InvalidInputException damaged(long row, Throwable damage) {
        String where = "column " + Wording.quote(column.name()) + " from row " + (firstRow + row) + " (from 0) on";
        return ParquetFooter.damaged(file, where, damage);
    }

    /** Bytes of a file from a place to another. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long position;

        Part(FileChannel channel, long start, long end) {
            this.channel = channel;
            this.position = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int most = (int) Math.min(length, end - position);
            int read = most <= 0 ? -1 : channel.read(ByteBuffer.wrap(target, offset, most), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
