package org.aectl.spark.train;

import java.util.List;
import org.aectl.data.batch.TrainingUnit;

/**
 * Some batches of each of some shards, as many as there are workers, that are trained on before the weights are averaged.
 *
 * @param epoch of the stage, from 0
 * @param shards one for each worker
 * @param first batch of each of them, from 0
 * @param batches how many of each; those that there are where a shard has fewer
 * @param stepsBefore steps of each worker in the epoch before
 * @param stepsOfEpoch steps of each worker in the epoch
 * @param roundsOfEpoch how many rounds an epoch has
 * @param count examples of all these batches
 */
record Round(
        int epoch,
        List<Integer> shards,
        int first,
        int batches,
        int stepsBefore,
        int stepsOfEpoch,
        int roundsOfEpoch,
        int count)
        implements TrainingUnit {}
