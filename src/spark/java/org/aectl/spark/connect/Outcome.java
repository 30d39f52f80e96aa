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
public record Outcome<T>(@Nullable T result, @Nullable String problem) implements Serializable {
    /** Work that refuses a file. */
    public interface Work<T> {
        T run() throws IOException;
    }

    public static <T> Outcome<T> of(Work<T> work) throws IOException {
        try {
            return new Outcome<>(work.run(), null);
        } catch (InvalidInputException unsuitable) {
            return new Outcome<>(null, unsuitable.lines().get(0));
        }
    }

    /**
     * What came of all files.
     *
     * @throws InvalidInputException the first file's problem
     */
    public static <T> List<T> results(List<Outcome<T>> outcomes) {
        List<T> results = new ArrayList<>();
        for (Outcome<T> outcome : outcomes) {
            if (outcome.result == null) {
                throw new InvalidInputException(String.valueOf(outcome.problem));
            }
            results.add(outcome.result);
        }
        return results;
    }
}
