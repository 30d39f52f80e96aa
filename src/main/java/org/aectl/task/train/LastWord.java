package org.aectl.task.train;

import java.io.IOException;
import org.aectl.run.Manifest;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingInterruptedException;

/** What the manifest says of a training that did not come to its end. */
public final class LastWord {
    private LastWord() {}

    /** Writes it down. */
    @FunctionalInterface
    public interface Writer {
        void write(Manifest.Outcome outcome) throws IOException;
    }

    /** Writes down what became of the training; where that fails too, on a full disk say, the user is told what failed first. */
    public static void of(Throwable problem, Writer manifest) {
        try {
            manifest.write(outcome(problem));
        } catch (IOException | RuntimeException another) {
            problem.addSuppressed(another);
        }
    }

    private static Manifest.Outcome outcome(Throwable problem) {
        if (problem instanceof TrainingDivergedException) {
            return Manifest.Outcome.DIVERGED;
        }
        if (problem instanceof TrainingInterruptedException) {
            return Manifest.Outcome.INTERRUPTED;
        }
        return Manifest.Outcome.FAILED;
    }
}
