package org.aectl.run;

/**
 * How far a training has come, at the end of an epoch; with the weights and the optimizer's state all that is needed to
 * go on.
 *
 * @param stage the stage it is in, from 0; a training without pretraining has one
 * @param stageEpoch epochs of this stage completed
 * @param stageStep steps of this stage taken
 * @param epoch epochs of all stages completed
 * @param bestEpoch the epoch of the last stage whose tracked metric was lowest; 0 before the first
 * @param bestValue that metric's value; positive infinity before the first epoch
 * @param epochsWithoutImprovement epochs since the tracked metric last fell by enough
 * @param stoppedEarly whether early stopping has ended the training
 */
public record TrainingProgress(
        int stage,
        int stageEpoch,
        long stageStep,
        int epoch,
        int bestEpoch,
        double bestValue,
        int epochsWithoutImprovement,
        boolean stoppedEarly) {
    /** Before the first epoch. */
    public static TrainingProgress start() {
        return new TrainingProgress(0, 0, 0, 0, 0, Double.POSITIVE_INFINITY, 0, false);
    }

    /** Before the first epoch of the next stage. */
    public TrainingProgress nextStage() {
        return new TrainingProgress(stage + 1, 0, 0, epoch, 0, Double.POSITIVE_INFINITY, 0, false);
    }

    /** Whether the last epoch is the best so far. */
    public boolean atBest() {
        return epoch > 0 && bestEpoch == epoch;
    }
}
