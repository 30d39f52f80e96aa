package org.aectl.spark.connect;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What a worker made of a file. A file that is wrong is told as such: an exception would be tried again, and then reported with the stack
 * of another machine.
 *
 * @param problem with the file; null where there is none
 */
public record FileResult<T>(@Nullable T result, @Nullable String problem) implements Serializable {
    /** Work that refuses a file. */
    public interface Work<T> {
        T run() throws IOException;
    }

    public static <T> FileResult<T> of(Work<T> work) throws IOException {
        try {
            return new FileResult<>(work.run(), null);
        } catch (InvalidInputException unsuitable) {
            return new FileResult<>(null, unsuitable.lines().get(0));
        }
    }

    /**
     * What came of all files.
     *
     * @throws InvalidInputException the first file's problem
     */
    public static <T> List<T> results(List<FileResult<T>> outcomes) {
        List<T> results = new ArrayList<>();
        for (FileResult<T> outcome : outcomes) {
            if (outcome.result == null) {
                throw new InvalidInputException(String.valueOf(outcome.problem));
            }
            results.add(outcome.result);
        }
        return results;
    }
}
