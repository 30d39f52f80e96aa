package org.aectl.train;

import java.util.function.Supplier;
import org.aectl.model.objective.Losses;
import org.aectl.run.checkpoint.TrainingProgress;

/** Is told how a training goes. Called on the training thread; what it throws ends the training. */
public interface TrainingListener {
    /**
     * An epoch begins, or the rest of one that was stopped.
     *
     * @param stage that it belongs to
     * @param stageEpoch its number in the stage, from 1
     * @param done its batches that are done already
     */
    default void onEpochStart(Stage<?> stage, int stageEpoch, int done) {}

    /**
     * A step was taken.
     *
     * @param examples size of its batch
     * @param meanLosses means over the epoch so far
     */
    default void onBatch(int examples, Losses meanLosses) {}

    /**
     * A moment between two steps of an epoch, when the training could be stopped and gone on with.
     *
     * @param progress so far; throws {@link TrainingDivergedException} if the weights are no numbers to go on with
     * @param last whether the training stops here
     */
    default void betweenSteps(Supplier<TrainingProgress> progress, boolean last) {}

    /**
     * The training diverged and was taken back.
     *
     * @param problem that ended the epoch
     * @param progress that it goes on from
     */
    default void onRollback(TrainingDivergedException problem, TrainingProgress progress) {}

    /**
     * An epoch is over, validated, and counted in the progress.
     *
     * @param last whether no epoch follows, for whatever reason
     */
    default void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {}
}
