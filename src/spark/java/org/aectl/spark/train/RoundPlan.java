package org.aectl.spark.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ClusterConfig;
import org.aectl.data.KeyedRandom;
import org.aectl.data.batch.BatchSource;

/**
 * The rounds of an epoch. The shards are taken in an order that the seed and the epoch decide, as many at a time as there are workers;
 * each such group is trained on round after round until its batches are used up. The last round of a group takes all batches that are
 * left, so that every epoch has the same number of rounds although some shards have a few rows more than others.
 */
final class RoundPlan implements BatchSource<Round> {
    private final int[] rows;
    private final int workers;
    private final int batchSize;
    private final int batchesPerRound;
    private final int roundsOfGroup;
    private final long seed;

    /**
     * @param rows of each shard, at least 1
     * @param batchSize of all workers together
     * @throws InvalidInputException if it is too small to be shared among the workers
     */
    RoundPlan(int[] rows, ClusterConfig cluster, int batchSize, long seed) {
        if (batchSize < cluster.workers()) {
            throw new InvalidInputException("training.batchSize is " + batchSize + ", which cannot be shared among "
                    + cluster.workers() + " workers (cluster.workers)");
        }
        this.rows = rows.clone();
        this.workers = cluster.workers();
        this.batchSize = batchSize / workers;
        this.batchesPerRound = cluster.batchesPerRound();
        this.seed = seed;
        int least = Arrays.stream(rows).map(this::batches).min().orElse(1);
        this.roundsOfGroup = Math.max(1, least / batchesPerRound);
    }

    /** Examples of a worker's batch. */
    int batchSize() {
        return batchSize;
    }

    private int batches(int shardRows) {
        return (shardRows + batchSize - 1) / batchSize;
    }

    private int groups() {
        return rows.length / workers;
    }

    @Override
    public int count() {
        return groups() * roundsOfGroup;
    }

    @Override
    public Iterable<Round> epoch(int epoch, int done) {
        int[] order = IntStream.range(0, rows.length).toArray();
        new KeyedRandom(seed, KeyedRandom.Purpose.ORDER, epoch, 0).draw(order, order.length);
        return () -> IntStream.range(done, count())
                .mapToObj(round -> round(order, epoch, round))
                .iterator();
    }

    private Round round(int[] order, int epoch, int number) {
        int group = number / roundsOfGroup;
        int within = number % roundsOfGroup;
        List<Integer> shards = Arrays.stream(order, group * workers, (group + 1) * workers)
                .boxed()
                .toList();
        int first = within * batchesPerRound;
        boolean isLast = within == roundsOfGroup - 1;
        int batches = isLast ? Integer.MAX_VALUE - first : batchesPerRound;
        int examples = shards.stream()
                .mapToInt(
                        shard -> Math.min(rows[shard], end(first, batches)) - Math.min(rows[shard], first * batchSize))
                .sum();
        return new Round(
                epoch, shards, first, batches, number * batchesPerRound, count() * batchesPerRound, count(), examples);
    }

    private int end(int first, int batches) {
        return (int) Math.min(Integer.MAX_VALUE, ((long) first + batches) * batchSize);
    }

    /** Nothing asks for it: a validation has a source of its own. */
    @Override
    public Iterable<Round> inOrder() {
        throw new UnsupportedOperationException("the rounds of a training have no order of their own");
    }
}
