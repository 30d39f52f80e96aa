package org.aectl.data.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.aectl.base.ExceptionTable;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.InputFile;

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
    /** Large enough that handing it over costs nothing, small enough that some for each processor are no burden. */
    private static final int CHUNK = 1 << 20;

    /** The cache of runs that are in the same folder, if the user names no other. */
    public static DataCache ofRuns(Path runs) {
        return new DataCache(runs.resolve(".cache"));
    }

    /** A cache in a folder, for files that are worth one. */
    public DataCache(Path folder) {
        this(folder, LARGE, CHUNK);
    }

    /** Reads a table and writes it into the cache. */
    @FunctionalInterface
    public interface Making {
        void make() throws IOException;
    }

    /**
     * The table of a key; it is made if it is not there.
     *
     * @param name of what it is made from, for messages
     * @throws InvalidInputException if something in its files is wrong, or the folder cannot be written
     */
    public CacheFile.Cached open(CacheKey key, Path name, Making making) {
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

    private Path place(CacheKey key) {
        return folder.resolve(key.fileName());
    }

    /**
     * Whether the text of a file, gzip undone, is worth a cache. A pipe is not, which can be read only once, nor a file that is
     * damaged before that, which is left to those who read it.
     */
    public boolean isFor(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
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

    private InvalidInputException unusable(Path file, IOException exception) {
        return new InvalidInputException(
                folder + ": cannot hold the numbers of " + file + ": " + reason(exception)
                        + "; --cache names another folder",
                exception);
    }

    private static String reason(IOException exception) {
        return new ExceptionTable<String>()
                .on(AccessDeniedException.class, denied -> "access denied")
                .on(NoSuchFileException.class, missing -> "the folder cannot be made")
                .on(
                        FileSystemException.class,
                        problem -> problem.getReason() == null
                                ? String.valueOf(problem.getMessage())
                                : problem.getReason().toLowerCase(Locale.ROOT))
                .on(IOException.class, other -> String.valueOf(other.getMessage()))
                .of(exception);
    }
}
