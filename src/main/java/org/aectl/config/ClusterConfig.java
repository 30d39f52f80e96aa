package org.aectl.config;

import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;

/** How a training is divided among the machines of a cluster; a training on one machine has no use for it. */
public record ClusterConfig(
        @Doc("Workers that train at the same time, each on a part of every batch: training.batchSize is shared among"
                + " them. Another number gives other weights.")
        @Range(min = 1)
        @Default("2")
        int workers,

        @Doc(
                "With 1, the workers' gradients are averaged at every step, which is the training of one machine; with more,"
                        + " each worker takes so many steps by itself before the weights are averaged, which asks less of the"
                        + " network.")
        @Range(min = 1)
        @Default("1")
        int batchesPerRound,

        @Doc("Most rows of a shard, the part of the training split that a worker holds in memory and trains on at a"
                + " time; there are as many shards for each worker.")
        @Range(min = 1)
        @Default("16384")
        int rowsPerShard) {

    /**
     * How many shards the rows of a training split are dealt out to: the same number for each worker, as few as keep every shard
     * small enough.
     */
    public int shards(long rows) {
        long perRound = (long) workers * rowsPerShard;
        return Math.toIntExact(workers * Math.max(1, (rows + perRound - 1) / perRound));
    }
}
