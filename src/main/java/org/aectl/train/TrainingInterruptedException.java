package org.aectl.train;

/** The user or the system asked the training to stop; a checkpoint was written before this was thrown. */
public class TrainingInterruptedException extends RuntimeException {
    public TrainingInterruptedException(String message) {
        super(message);
    }
}
