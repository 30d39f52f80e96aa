package org.aectl.data.file;

import java.io.IOException;
import java.util.Locale;
import org.aectl.base.InvalidInputException;

/** The data do not fit into the memory that Java was given. */
public final class DataTooLargeException extends IOException {
    private DataTooLargeException(long bytes, long memory) {
        super(String.format(
                Locale.ROOT,
                "needs more than %,d MB of memory, and Java was given %,d MB; use fewer rows (data.limit) or a larger -Xmx",
                bytes / 1_000_000,
                memory / 1_000_000));
    }

    /** Refuses to hold so many bytes at once before an {@link OutOfMemoryError} would end the program. */
    public static void check(long bytes) throws DataTooLargeException {
        long memory = Runtime.getRuntime().maxMemory();
        if (bytes > memory) {
            throw new DataTooLargeException(bytes, memory);
        }
    }

    public InvalidInputException asInvalidInput() {
        return new InvalidInputException("the data set " + getMessage(), this);
    }
}
