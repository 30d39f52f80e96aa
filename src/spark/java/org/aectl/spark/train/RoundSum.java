package org.aectl.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.aectl.model.objective.Losses;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * The sum of what the workers of a round give back. It is taken in the order of the workers, and in double precision, so that it is the
 * same whoever is done first.
 */
final class RoundSum implements Serializable {
    /** From more workers on, some of them add up the results of others, so that the driver need not receive all. */
    private static final int MOST_AT_DRIVER = 16;

    private final WeightedMean first = new WeightedMean();
    private final WeightedMean second = new WeightedMean();
    private final ShardLosses losses;
    private boolean isFinite = true;

    private RoundSum(List<String> lossParts) {
        this.losses = new ShardLosses(lossParts);
    }

    /**
     * Adds up the results of a round.
     *
     * @param results one in each partition
     * @param lossParts names of the losses' parts
     */
    static RoundSum of(JavaRDD<ShardResult> results, List<String> lossParts) {
        int workers = results.getNumPartitions();
        if (workers <= MOST_AT_DRIVER) {
            return folded(results.collect(), lossParts);
        }
        int inGroup = (int) Math.ceil(Math.sqrt(workers));
        int groups = (workers + inGroup - 1) / inGroup;
        List<String> names = new ArrayList<>(lossParts);
        List<Tuple2<Integer, RoundSum>> sums = JavaPairRDD.fromJavaRDD(results.mapPartitionsWithIndex(
                        (worker, own) -> new Numbered(worker, worker / inGroup, own), true))
                .groupByKey(groups)
                .mapValues(group -> folded(inOrder(group), names))
                .collect();
        RoundSum all = new RoundSum(lossParts);
        sums.stream().sorted(Comparator.comparing(Tuple2::_1)).forEach(sum -> all.add(sum._2()));
        return all;
    }

    /** The results of a worker by its group and its number. */
    private record Numbered(int worker, int group, Iterator<ShardResult> results)
            implements Iterator<Tuple2<Integer, Tuple2<Integer, ShardResult>>> {
        @Override
        public boolean hasNext() {
            return results.hasNext();
        }

        @Override
        public Tuple2<Integer, Tuple2<Integer, ShardResult>> next() {
            return new Tuple2<>(group, new Tuple2<>(worker, results.next()));
        }
    }

    private static List<ShardResult> inOrder(Iterable<Tuple2<Integer, ShardResult>> group) {
        return StreamSupport.stream(group.spliterator(), false)
                .sorted(Comparator.comparing(Tuple2::_1))
                .map(Tuple2::_2)
                .toList();
    }

    static RoundSum folded(List<ShardResult> results, List<String> lossParts) {
        RoundSum sum = new RoundSum(lossParts);
        results.forEach(sum::add);
        return sum;
    }

    private void add(ShardResult result) {
        losses.add(result.losses());
        isFinite &= result.isFinite();
        if (isFinite) {
            first.add(result.first().values(), result.weight());
            second.add(result.second().values(), result.weight());
        }
    }

    private void add(RoundSum others) {
        losses.add(others.losses);
        isFinite &= others.isFinite;
        if (isFinite) {
            first.add(others.first);
            second.add(others.second);
        }
    }

    /** Means over the examples of all workers. */
    Losses losses() {
        return losses.mean();
    }

    /** Whether all losses are; the means exist only then. */
    boolean isFinite() {
        return isFinite;
    }

    /** The mean of {@link ShardResult#first}. */
    float[] first() {
        return first.mean();
    }

    /** The mean of {@link ShardResult#second}. */
    float[] second() {
        return second.mean();
    }

    /** Sum of {@link ShardResult#weight}. */
    int weight() {
        return Math.toIntExact(first.weight());
    }
}
