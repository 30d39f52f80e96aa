package org.aectl.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig.Csv;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the numbers of large CSV and Parquet files. These are read once, text on all processors, and without holding
 * all of them in memory; from then on the numbers are read out of the folder by position. Several programs may use one folder at once.
 *
 * <p>A file is recognised by its path, size and modification time, together with what the config says about its columns.
 *
 * @param folder made with the first file that needs it
 * @param large how many bytes of text are worth a cache
 * @param chunkSize how many bytes of text a thread takes at once
 */
public record DataCache(Path folder, long large, int chunkSize) {
    /** Half a second of reading in order: below, nobody would notice, and most tables people have stay without a cache. */
    private static final long LARGE = 32L << 20;

    /** The cache of runs that are in the same folder, if the user names no other. */
    public static DataCache ofRuns(Path runs) {
        return new DataCache(runs.resolve(".cache"));
    }

    /** A cache in a folder, for files that are worth one. */
    public DataCache(Path folder) {
        this(folder, LARGE, CsvInParallel.CHUNK);
    }

    /**
     * The numbers of a file, if it is a large one.
     *
     * @param learnt columns that a model was trained on, or a training file has
     * @param mayLack whether values may be missing
     * @return null for one that is read into memory: a small one, or a pipe, which can be read only once
     * @throws InvalidInputException if something in the file is wrong, or the folder cannot be written
     */
    CacheFile.@Nullable Cached open(Path file, Csv config, Columns learnt, boolean mayLack) {
        InputFile.checkIsFile(file);
        if (!Files.isRegularFile(file) || !isLarge(file)) {
            return null;
        }
        CacheKey key = key(file, config, learnt, mayLack);
        return open(key, file, () -> make(file, config, learnt, key));
    }

    /** Reads a table and writes it into the cache. */
    @FunctionalInterface
    interface Making {
        void make() throws IOException;
    }

    /**
     * The table of a key; it is made if it is not there.
     *
     * @param name of what it is made from, for messages
     * @throws InvalidInputException if something in its files is wrong, or the folder cannot be written
     */
    CacheFile.Cached open(CacheKey key, Path name, Making making) {
        try {
            CacheFile.Cached cached = CacheFile.open(place(key), key);
            if (cached != null) {
                return cached;
            }
            making.make();
            CacheFile.Cached made = CacheFile.open(place(key), key);
            if (made == null) {
                throw new InvalidInputException(
                        place(key) + ": was changed by another program as soon as it was written");
            }
            return made;
        } catch (IOException exception) {
            throw unusable(name, exception);
        }
    }

    private static CacheKey key(Path file, Csv config, Columns learnt, boolean mayLack) {
        String reading = String.join(
                "\n",
                config.header().toString(),
                config.delimiter(),
                String.valueOf(config.label()),
                String.valueOf(config.id()),
                String.valueOf(config.columns()),
                String.valueOf(config.ignore()),
                learnt.toString());
        return CacheKey.of(List.of(file), reading, mayLack);
    }

    private Path place(CacheKey key) {
        return folder.resolve(key.fileName());
    }

    /** Whether the file's text, gzip undone, is long. One that is damaged before that is left to those who read it. */
    private boolean isLarge(Path file) {
        try (InputFile opened = InputFile.open(file)) {
            if (opened.content().size().isPresent()) {
                return opened.content().size().getAsLong() >= large;
            }
            InputStream text = opened.content().stream();
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int read = 0; read >= 0 && length < large; read = text.read(buffer)) {
                length += read;
            }
            return length >= large;
        } catch (IOException damaged) {
            return false;
        }
    }

    private void make(Path file, Csv config, Columns learnt, CacheKey key) throws IOException {
        try (InputFile opened = InputFile.open(file);
                CacheWriter writer = new CacheWriter(folder, key.fileName())) {
            CsvColumns columns = CsvColumns.of(opened.content(), config, CsvSource.firstLines(file, config), learnt);
            new CsvInParallel(opened.content(), config, columns, key.mayLack(), chunkSize).read(writer::append);
            writer.commit(key, columns, opened.finish());
        } catch (CsvInParallel.WrongTextException wrong) {
            throw firstProblem(file, config, learnt, key, wrong);
        }
    }

    /** The error that a reading from the first line on comes to. */
    private static RuntimeException firstProblem(Path file, Csv config, Columns learnt, CacheKey key, Exception found) {
        try (InputFile opened = InputFile.open(file)) {
            new CsvInOrder(opened.content(), config, learnt, key.mayLack()).read(0);
        } catch (InvalidInputException problem) {
            return problem;
        }
        if (!key(file, config, learnt, key.mayLack()).equals(key)) {
            return new InvalidInputException(file + ": was changed while it was read");
        }
        return new IllegalStateException(file + ": is right when it is read in order only", found);
    }

    private InvalidInputException unusable(Path file, IOException exception) {
        return new InvalidInputException(
                folder + ": cannot hold the numbers of " + file + ": " + reason(exception)
                        + "; --cache names another folder",
                exception);
    }

    private static String reason(IOException exception) {
        if (exception instanceof AccessDeniedException) {
            return "access denied";
        }
        if (exception instanceof NoSuchFileException) {
            return "the folder cannot be made";
        }
        return exception instanceof FileSystemException system && system.getReason() != null
                ? system.getReason().toLowerCase(Locale.ROOT)
                : String.valueOf(exception.getMessage());
    }
}
