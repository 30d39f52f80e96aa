package org.aectl.data.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.aectl.data.file.InputFile;

/**
 * Everything that decides what is read from a table. A limit does not: the cache has all rows.
 *
 * @param files that the table is in, one after the other
 * @param reading what the config says of the columns, and in a test file those of the training file
 * @param mayLack whether values may be missing, which are NaN then
 */
public record CacheKey(List<State> files, String reading, boolean mayLack) {
    /**
     * A file as it was.
     *
     * @param path absolute
     * @param bytes its size
     * @param modified its modification time, in nanoseconds since 1970
     */
    record State(String path, long bytes, long modified) {
        static State of(Path file) {
            Path path = file.toAbsolutePath().normalize();
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                return new State(
                        path.toString(), now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS));
            } catch (IOException exception) {
                throw InputFile.problem(file.toString(), exception);
            }
        }
    }

    /** The key of files as they are now. */
    public static CacheKey of(List<Path> files, String reading, boolean mayLack) {
        return new CacheKey(files.stream().map(State::of).toList(), reading, mayLack);
    }

    /** A name for the cache's file. Size and time are no part of it: of a file that has changed, the old cache is replaced. */
    public String fileName() {
        String paths = files.stream().map(State::path).collect(Collectors.joining("\n"));
        String options = paths + '\n' + reading + (mayLack ? "\nmissing" : "");
        byte[] hash = InputFile.sha256().digest(options.getBytes(StandardCharsets.UTF_8));
        return Path.of(files.get(0).path()).getFileName() + "-" + HexFormat.of().formatHex(hash, 0, 8) + ".rows";
    }
}
