package org.aectl.data.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.aectl.base.InvalidInputException;
import org.aectl.data.LabelBuilder;
import org.aectl.data.TextColumn;
import org.aectl.data.file.InputFile;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a table, and what is read of it.
 *
 * @param size of the file, in bytes
 * @param footer of the file
 */
record ParquetPart(Path file, long size, ParquetMetadata footer, ParquetColumns columns) {
    /** So many numbers are turned from columns to rows at once. */
    private static final int BLOCK = 1 << 20;
    /** A row group of more bytes is put into a file meanwhile, if there is a folder for one. */
    private static final long LARGE_GROUP = 64L << 20;

    /** Takes the numbers of rows that follow each other. */
    @FunctionalInterface
    interface Rows {
        /** @param count how many of the array's numbers, from its first on */
        void append(float[] values, int count) throws IOException;
    }

    /**
     * Where a table goes.
     *
     * @param labels that are added to
     * @param scratch folder for large row groups; null to keep these in memory
     */
    record Target(Rows rows, LabelBuilder labels, @Nullable Path scratch) {}

    long rows() {
        return footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    }

    long largestGroup() {
        return footer.getBlocks().stream()
                .mapToLong(BlockMetaData::getRowCount)
                .max()
                .orElse(0);
    }

    /** How many numbers a row has, as the first one says; 0 if there is no row. */
    int width() {
        if (!columns.isList()) {
            return columns.features().size();
        }
        for (BlockMetaData group : footer.getBlocks()) {
            if (group.getRowCount() > 0) {
                try (FileChannel channel = FileChannel.open(file)) {
                    List<ParquetChunk> chunks = ParquetChunk.of(file, size, group, 0, columns.features());
                    return values(chunks.get(0), channel, 1).firstLength();
                } catch (IOException exception) {
                    throw InputFile.problem(file.toString(), exception);
                }
            }
        }
        return 0;
    }

    /**
     * Reads rows from the first on.
     *
     * @param wanted how many at most
     * @param firstPlace number of the first row in the whole table
     * @param width numbers of a row
     * @throws InvalidInputException if something in the file is wrong
     * @throws IOException of the target
     */
    void read(int wanted, long firstPlace, int width, boolean mayLack, Target target) throws IOException {
        long row = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            for (BlockMetaData group : footer.getBlocks()) {
                int rows = (int) Math.min(group.getRowCount(), wanted - row);
                if (rows > 0) {
                    if (columns.label() != null) {
                        List<ParquetChunk> label = ParquetChunk.of(file, size, group, row, List.of(columns.label()));
                        values(label.get(0), channel, rows).labels(target.labels(), firstPlace + row);
                    }
                    List<ParquetChunk> chunks = ParquetChunk.of(file, size, group, row, columns.features());
                    if (columns.isList()) {
                        readLists(values(chunks.get(0), channel, rows), width, mayLack, target.rows());
                    } else {
                        readColumns(chunks, channel, rows, mayLack, target);
                    }
                }
                row += group.getRowCount();
            }
        }
    }

    /** Reads what names the rows; nothing of rows without a name. */
    void readIds(TextColumn target) throws IOException {
        ParquetColumn id = Objects.requireNonNull(columns.id(), "id");
        long row = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            for (BlockMetaData group : footer.getBlocks()) {
                if (group.getRowCount() > 0) {
                    List<ParquetChunk> chunks = ParquetChunk.of(file, size, group, row, List.of(id));
                    values(chunks.get(0), channel, (int) group.getRowCount()).ids(target);
                }
                row += group.getRowCount();
            }
        }
    }

    private ParquetValues values(ParquetChunk chunk, FileChannel channel, int rows) {
        return new ParquetValues(chunk, channel, footer.getFileMetaData().getCreatedBy(), rows);
    }

    private static void readLists(ParquetValues values, int width, boolean mayLack, Rows target) throws IOException {
        float[] block = new float[1 << 13];
        int[] count = new int[1];
        values.lists(width, mayLack, value -> {
            block[count[0]++] = value;
            if (count[0] == block.length) {
                target.append(block, block.length);
                count[0] = 0;
            }
        });
        target.append(block, count[0]);
    }

    private void readColumns(List<ParquetChunk> chunks, FileChannel channel, int rows, boolean mayLack, Target target)
            throws IOException {
        boolean isLarge = (long) rows * chunks.size() * Float.BYTES > LARGE_GROUP;
        try (ColumnScratch scratch = isLarge && target.scratch() != null
                ? ColumnScratch.inFile(Files.createDirectories(target.scratch()))
                : ColumnScratch.inMemory()) {
            for (ParquetChunk chunk : chunks) {
                values(chunk, channel, rows).numbers(mayLack, scratch::append);
            }
            transpose(scratch, rows, chunks.size(), target.rows());
        }
    }

    private static void transpose(ColumnScratch scratch, int rows, int features, Rows target) throws IOException {
        int most = Math.max(1, Math.min(rows, BLOCK / features));
        float[] column = new float[most];
        float[] block = new float[Math.multiplyExact(most, features)];
        for (int first = 0; first < rows; first += most) {
            int count = Math.min(most, rows - first);
            for (int feature = 0; feature < features; feature++) {
                scratch.read((long) feature * rows + first, column, count);
                for (int row = 0; row < count; row++) {
                    block[row * features + feature] = column[row];
                }
            }
            target.append(block, count * features);
        }
    }
}
