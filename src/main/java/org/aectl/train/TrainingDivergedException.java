package org.aectl.train;

/** A loss or a weight stopped being a finite number. */
public class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String REMEDY =
            "; a smaller learning rate (training.optimizer.learningRate) or a training.gradientClip may help";

    private final String what;

    /** @param what became of what, and when */
    public TrainingDivergedException(String what) {
        super(what + REMEDY);
        this.what = what;
    }

    /** The message without a remedy. */
    public String what() {
        return what;
    }
}
