package org.aectl.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.aectl.config.InvalidInputException;

/**
 * Uncompressed bytes to be read once, from start to end.
 *
 * @param name what an error message calls them: a file, or {@code FILE[ARRAY]}
 * @param size how many there are, where that is known without reading
 */
record Content(String name, InputStream stream, OptionalLong size) {
    InvalidInputException problem(String message) {
        return new InvalidInputException(name + ": " + message);
    }

    InvalidInputException problem(IOException exception) {
        return InputFile.problem(name, exception);
    }
}
