package org.aectl.run;

/**
 * How far a training has come, at the end of an epoch; with the weights and the optimizer's state all that is needed to
 * go on.
 *
 * @param epoch epochs completed
 * @param step steps taken
 * @param bestEpoch the epoch whose tracked metric was lowest; 0 before the first
 * @param bestValue that metric's value; positive infinity before the first epoch
 * @param epochsWithoutImprovement epochs since the tracked metric last fell by enough
 * @param stoppedEarly whether early stopping has ended the training
 */
public record TrainingProgress(
        int epoch, long step, int bestEpoch, double bestValue, int epochsWithoutImprovement, boolean stoppedEarly) {
    /** Before the first epoch. */
    public static TrainingProgress start() {
        return new TrainingProgress(0, 0, 0, Double.POSITIVE_INFINITY, 0, false);
    }

    /** Whether the last epoch is the best so far. */
    public boolean atBest() {
        return epoch > 0 && bestEpoch == epoch;
    }
}
