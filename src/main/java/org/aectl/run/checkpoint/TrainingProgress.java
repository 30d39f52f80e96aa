package org.aectl.run.checkpoint;

/**
 * How far a training has come; with the weights and the optimizer's state all that is needed to go on.
 *
 * @param stage the stage it is in, from 0; a training without pretraining has one
 * @param stageEpoch epochs of this stage completed
 * @param stageStep steps of this stage taken in completed epochs
 * @param epoch epochs of all stages completed
 * @param bestEpoch the epoch of the last stage whose tracked metric was lowest; 0 before the first
 * @param bestValue that metric's value; positive infinity before the first epoch
 * @param epochsWithoutImprovement epochs since the tracked metric last fell by enough
 * @param stoppedEarly whether early stopping has ended the training
 * @param rollbacks how often this stage diverged and was taken back to an earlier state; each halved the learning rate
 * @param partial what is done of the next epoch
 */
public record TrainingProgress(
        int stage,
        int stageEpoch,
        long stageStep,
        int epoch,
        int bestEpoch,
        double bestValue,
        int epochsWithoutImprovement,
        boolean stoppedEarly,
        int rollbacks,
        PartialEpoch partial) {
    /** At the end of an epoch of a stage that never diverged. */
    public TrainingProgress(
            int stage,
            int stageEpoch,
            long stageStep,
            int epoch,
            int bestEpoch,
            double bestValue,
            int epochsWithoutImprovement,
            boolean stoppedEarly) {
        this(
                stage,
                stageEpoch,
                stageStep,
                epoch,
                bestEpoch,
                bestValue,
                epochsWithoutImprovement,
                stoppedEarly,
                0,
                PartialEpoch.NOTHING);
    }

    /** Before the first epoch. */
    public static TrainingProgress start() {
        return new TrainingProgress(0, 0, 0, 0, 0, Double.POSITIVE_INFINITY, 0, false);
    }

    /** Before the first epoch of the next stage. */
    public TrainingProgress nextStage() {
        return new TrainingProgress(stage + 1, 0, 0, epoch, 0, Double.POSITIVE_INFINITY, 0, false);
    }

    /** The same, within the next epoch. */
    public TrainingProgress within(PartialEpoch done) {
        return with(rollbacks, done);
    }

    /** The same state, come back to after a divergence. */
    public TrainingProgress rolledBack() {
        return with(rollbacks + 1, partial);
    }

    private TrainingProgress with(int newRollbacks, PartialEpoch done) {
        return new TrainingProgress(
                stage,
                stageEpoch,
                stageStep,
                epoch,
                bestEpoch,
                bestValue,
                epochsWithoutImprovement,
                stoppedEarly,
                newRollbacks,
                done);
    }

    /** What the learning rate is multiplied by. */
    public double rateShare() {
        return Math.pow(0.5, rollbacks);
    }

    /** Batches of the next epoch that are done. */
    public int batches() {
        return partial.batches();
    }

    /** Whether the last epoch is the best so far. */
    public boolean atBest() {
        return epoch > 0 && bestEpoch == epoch && batches() == 0;
    }
}
