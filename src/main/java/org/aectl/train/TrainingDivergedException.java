package org.aectl.train;

import org.aectl.data.ValueRange;

/** A loss or a weight stopped being a finite number. */
public class TrainingDivergedException extends RuntimeException {
    private static final String REMEDY =
            "; a smaller learning rate (training.optimizer.learningRate) or a training.gradientClip may help";
    /** Rates of learning are usually meant for values near 1. */
    private static final float LARGE = 10;

    private final String what;

    /** @param what became of what, and when */
    public TrainingDivergedException(String what) {
        this(what, "");
    }

    private TrainingDivergedException(String what, String cause) {
        super(what + REMEDY + cause);
        this.what = what;
    }

    /**
     * The same, with advice about the training values.
     *
     * @param scaled their range as the network sees them
     */
    public TrainingDivergedException of(ValueRange scaled) {
        if (scaled.magnitude() <= LARGE) {
            return this;
        }
        TrainingDivergedException advised = new TrainingDivergedException(
                what,
                "; so may another data.scale, because the scaled values reach " + scaled.magnitude()
                        + ": minmax and unit bring them to [0,1]");
        advised.initCause(this);
        return advised;
    }

    /** The message without a remedy. */
    public String what() {
        return what;
    }
}
