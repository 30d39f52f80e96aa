package org.aectl.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.aectl.base.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Uncompressed bytes to be read once, from start to end.
 *
 * @param name what an error message calls them: a file, or {@code FILE[ARRAY]}
 * @param size how many there are, where that is known without reading
 * @param file a regular file that holds just these bytes; null where they come out of something else
 */
public record ByteSource(
        String name,
        InputStream stream,
        OptionalLong size,
        @Nullable Path file) {
    /** Bytes that are in no file of their own, or compressed there. */
    public ByteSource(String name, InputStream stream) {
        this(name, stream, OptionalLong.empty(), null);
    }

    public InvalidInputException problem(String message) {
        return new InvalidInputException(name + ": " + message);
    }

    public InvalidInputException problem(IOException exception) {
        return InputFile.problem(name, exception);
    }
}
