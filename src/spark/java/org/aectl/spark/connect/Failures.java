package org.aectl.spark.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.aectl.base.InvalidInputException;
import org.apache.spark.SparkException;

/** What a cluster reports, in one line. */
public final class Failures {
    /** Spark's reports hold the stack of another machine, line after line. */
    private static final int LONGEST = 300;

    private Failures() {}

    /**
     * Runs a job.
     *
     * @throws InvalidInputException if that is what ended it
     * @throws UncheckedIOException if the cluster failed, telling why in one line
     */
    public static <T> T told(Supplier<T> job) {
        try {
            return job.get();
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception problem) {
            if (problem instanceof InterruptedException) {
                throw new UncheckedIOException(new IOException("the cluster ended the application", problem));
            }
            // Scala's methods declare no exceptions, so Java's compiler does not know of this one.
            throw new UncheckedIOException(inOneLine(problem));
        }
    }

    static IOException inOneLine(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root instanceof SparkException) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        String line = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
        return new IOException("the cluster failed: " + line, problem);
    }
}
