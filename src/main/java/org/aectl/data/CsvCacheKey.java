package org.aectl.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.aectl.config.SourceConfig.Csv;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what is read from a CSV file. A limit does not: the cache has all rows.
 *
 * @param path the file's, absolute
 * @param bytes its size
 * @param modified its modification time, in nanoseconds since 1970
 * @param header as the config says
 * @param delimiter as the config says
 * @param label as the config says
 * @param training columns of the training file, whose order the rows have, where this is the test file
 * @param mayLack whether values may be missing, which are NaN then
 */
record CsvCacheKey(
        String path,
        long bytes,
        long modified,
        Csv.Header header,
        String delimiter,
        @Nullable String label,
        @Nullable CsvColumns training,
        boolean mayLack) {

    /** The key of a file as it is now. */
    static CsvCacheKey of(Path file, Csv config, @Nullable CsvColumns training, boolean mayLack) {
        Path path = file.toAbsolutePath().normalize();
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new CsvCacheKey(
                    path.toString(),
                    now.size(),
                    now.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    config.header(),
                    config.delimiter(),
                    config.label(),
                    training,
                    mayLack);
        } catch (IOException exception) {
            throw InputFile.problem(file.toString(), exception);
        }
    }

    /** A name for the cache's file. Size and time are no part of it: of a file that has changed, the old cache is replaced. */
    String fileName() {
        String options =
                path + '\n' + header + '\n' + delimiter + '\n' + label + '\n' + training + (mayLack ? "\nmissing" : "");
        byte[] hash = InputFile.sha256().digest(options.getBytes(StandardCharsets.UTF_8));
        return Path.of(path).getFileName() + "-" + HexFormat.of().formatHex(hash, 0, 8) + ".rows";
    }
}
