package org.aectl.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.aectl.config.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Uncompressed bytes to be read once, from start to end.
 *
 * @param name what an error message calls them: a file, or {@code FILE[ARRAY]}
 * @param size how many there are, where that is known without reading
 * @param file a regular file that holds just these bytes; null where they come out of something else
 */
record Content(
        String name,
        InputStream stream,
        OptionalLong size,
        @Nullable Path file) {
    /** Bytes that are in no file of their own, or compressed there. */
    Content(String name, InputStream stream) {
        this(name, stream, OptionalLong.empty(), null);
    }

    InvalidInputException problem(String message) {
        return new InvalidInputException(name + ": " + message);
    }

    InvalidInputException problem(IOException exception) {
        return InputFile.problem(name, exception);
    }
}
