package org.aectl.data.csv;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Csv;
import org.aectl.data.LabelBuilder;
import org.aectl.data.cache.CacheWriter;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.FloatBytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file on all processors: one thread reads and cuts the text between records, the others turn the chunks into
 * numbers, and the first takes these in the file's order. Only some chunks are in memory at any time.
 */
final class CsvInParallel {
    /** No row of numbers is as long. */
    static final int LONGEST_RECORD = 1 << 26;

    private final ByteSource content;
    private final Csv config;
    private final CsvColumns columns;
    private final boolean mayLack;
    private final CsvChunks chunks;
    /** Of the parts that were taken, for the places of labels. */
    private long lines;

    /**
     * Begins.
     *
     * @param columns of the file
     * @param mayLack whether values may be missing
     * @param chunkSize how many bytes of text a thread takes at once
     */
    CsvInParallel(ByteSource content, Csv config, CsvColumns columns, boolean mayLack, int chunkSize) {
        this.content = content;
        this.config = config;
        this.columns = columns;
        this.mayLack = mayLack;
        CsvRecordEnds ends = new CsvRecordEnds(CsvText.delimiter(config));
        this.chunks = new CsvChunks(content.stream(), ends, chunkSize, LONGEST_RECORD);
    }

    /** Something in the text is wrong. Which error is the file's first, only a reading in order can tell. */
    static final class WrongTextException extends Exception {
        private WrongTextException(@Nullable Throwable cause) {
            super(cause);
        }
    }

    /**
     * Reads all of the file, in its order.
     *
     * @return how many rows there are
     * @throws WrongTextException if it has no rows, or something in it is wrong
     * @throws IOException if they cannot be written
     */
    long read(CacheWriter target) throws WrongTextException, IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors, task -> {
            Thread thread = new Thread(task, "csv");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Queue<Future<CsvPart>> parts = new ArrayDeque<>();
            long rows = 0;
            boolean skipsNames = columns.named();
            for (CsvChunks.Chunk chunk = begin(target); chunk != null; chunk = next()) {
                parts.add(submit(threads, chunk, skipsNames));
                skipsNames = false;
                // One part waits ready for each that is in work.
                if (parts.size() > 2 * processors) {
                    rows += take(parts.remove(), target);
                }
            }
            while (!parts.isEmpty()) {
                rows += take(parts.remove(), target);
            }
            if (rows == 0 || rows > Integer.MAX_VALUE) {
                throw new WrongTextException(null);
            }
            return rows;
        } finally {
            threads.shutdownNow();
        }
    }

    private Future<CsvPart> submit(ExecutorService threads, CsvChunks.Chunk chunk, boolean skipsNames) {
        return threads.submit(() -> part(chunk, skipsNames));
    }

    /** The first chunk that holds a record: empty lines before it may fill whole chunks. */
    private CsvChunks.Chunk begin(CacheWriter target) throws WrongTextException, IOException {
        CsvText text = new CsvText(content, CsvText.delimiter(config));
        try {
            for (CsvChunks.Chunk chunk = next(); chunk != null; chunk = next()) {
                if (text.read(chunk.stream(), chunk.fromStart(), Iterator::hasNext)) {
                    return chunk;
                }
                append(new CsvPart(new FloatBytes(0), 0, new LabelBuilder(), chunk.lineBreaks()), target);
            }
        } catch (InvalidInputException exception) {
            throw new WrongTextException(exception);
        }
        throw new WrongTextException(null);
    }

    private CsvChunks.@Nullable Chunk next() throws WrongTextException {
        try {
            return chunks.next();
        } catch (IOException exception) {
            throw new WrongTextException(exception);
        }
    }

    private int take(Future<CsvPart> future, CacheWriter target) throws WrongTextException, IOException {
        CsvPart part = result(future);
        append(part, target);
        return part.count();
    }

    private void append(CsvPart part, CacheWriter target) throws IOException {
        target.append(part.values().written());
        target.labels().addAll(part.labels(), lines);
        lines += part.lineBreaks();
    }

    private static CsvPart result(Future<CsvPart> future) throws WrongTextException {
        try {
            return future.get();
        } catch (ExecutionException exception) {
            if (exception.getCause() instanceof InvalidInputException wrong) {
                throw new WrongTextException(wrong);
            }
            if (exception.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a chunk of CSV could not be read", exception.getCause());
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while data were read", exception);
        }
    }

    /**
     * The rows of one chunk of a CSV file.
     *
     * @param values the features of all rows as a file has them, 32-bit little-endian
     * @param count how many rows
     * @param labels with places that count from the chunk's first line
     * @param lineBreaks of the chunk
     */
    private record CsvPart(FloatBytes values, int count, LabelBuilder labels, long lineBreaks) {}

    /** @throws InvalidInputException if a row is wrong; the line it names counts from the chunk's first */
    private CsvPart part(CsvChunks.Chunk chunk, boolean skipsNames) {
        FloatBytes values = new FloatBytes(chunk.length());
        CsvRows rows = new CsvRows(content, config, columns, Integer.MAX_VALUE, mayLack, values::append, () -> "");
        CsvText text = new CsvText(content, CsvText.delimiter(config));
        return text.read(chunk.stream(), chunk.fromStart(), records -> {
            if (skipsNames) {
                records.next();
            }
            while (records.hasNext()) {
                rows.add(records.next());
            }
            return new CsvPart(values, rows.count(), rows.labels(), chunk.lineBreaks());
        });
    }
}
