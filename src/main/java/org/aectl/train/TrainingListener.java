package org.aectl.train;

import org.aectl.model.Losses;
import org.aectl.run.TrainingProgress;

/** Is told how a training goes. Called on the training thread; what it throws ends the training. */
public interface TrainingListener {
    /**
     * An epoch begins.
     *
     * @param stage that it belongs to
     * @param stageEpoch its number in the stage, from 1
     */
    default void onEpochStart(Stage stage, int stageEpoch) {}

    /**
     * A step was taken.
     *
     * @param examples size of its batch
     * @param meanLosses means over the epoch so far
     */
    default void onBatch(int examples, Losses meanLosses) {}

    /**
     * An epoch is over, validated, and counted in the progress.
     *
     * @param last whether no epoch follows, for whatever reason
     */
    default void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {}
}
