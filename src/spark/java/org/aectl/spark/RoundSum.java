package org.aectl.spark;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.aectl.model.Losses;
import org.aectl.model.TrainingState;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The sum of what the workers of a round give back, each weighed by the batches it trained on. It is taken in the order of the workers,
 * and in double precision, so that it is the same whoever is done first.
 */
final class RoundSum implements Serializable {
    private static final long serialVersionUID = 1L;

    /** From more workers on, some of them add up the results of others, so that the driver need not receive all. */
    private static final int MOST_AT_DRIVER = 16;

    private final double[] parameters;
    private final double[] optimizerState;
    private final ShardLosses losses;
    private long batches;
    private boolean isFinite = true;

    private RoundSum(int parameters, int optimizerState, ShardLosses losses) {
        this.parameters = new double[parameters];
        this.optimizerState = new double[optimizerState];
        this.losses = losses;
    }

    /**
     * Adds up the results of a round.
     *
     * @param workers how many there are
     * @param empty of the model that is trained
     */
    static RoundSum of(JavaRDD<ShardResult> results, int workers, Empty empty) {
        if (workers <= MOST_AT_DRIVER) {
            return folded(results.collect(), empty);
        }
        int inGroup = (int) Math.ceil(Math.sqrt(workers));
        int groups = (workers + inGroup - 1) / inGroup;
        List<Tuple2<Integer, RoundSum>> sums = results.zipWithIndex()
                .mapToPair(numbered -> new Tuple2<>((int) (numbered._2() / inGroup), numbered))
                .groupByKey(groups)
                .mapValues(group -> folded(inOrder(group), empty))
                .collect();
        RoundSum all = empty.sum();
        sums.stream().sorted(Comparator.comparing(Tuple2::_1)).forEach(sum -> all.add(sum._2()));
        return all;
    }

    private static List<ShardResult> inOrder(Iterable<Tuple2<ShardResult, Long>> group) {
        return StreamSupport.stream(group.spliterator(), false)
                .sorted(Comparator.comparing(Tuple2::_2))
                .map(Tuple2::_1)
                .toList();
    }

    static RoundSum folded(List<ShardResult> results, Empty empty) {
        RoundSum sum = empty.sum();
        results.forEach(sum::add);
        return sum;
    }

    /**
     * A sum of nothing.
     *
     * @param parameters how many numbers there are
     * @param optimizerState likewise
     * @param lossParts names of the losses' parts
     */
    record Empty(int parameters, int optimizerState, List<String> lossParts) implements Serializable {
        RoundSum sum() {
            return new RoundSum(parameters, optimizerState, new ShardLosses(lossParts));
        }
    }

    private void add(ShardResult result) {
        losses.add(result.losses());
        isFinite &= result.isFinite();
        if (isFinite) {
            add(result.parameters().values(), result.batches(), parameters);
            add(result.optimizerState().values(), result.batches(), optimizerState);
            batches += result.batches();
        }
    }

    private static void add(float[] values, int weight, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (double) weight * values[i];
        }
    }

    private void add(RoundSum others) {
        losses.add(others.losses);
        isFinite &= others.isFinite;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += others.parameters[i];
        }
        for (int i = 0; i < optimizerState.length; i++) {
            optimizerState[i] += others.optimizerState[i];
        }
        batches += others.batches;
    }

    /** Means over the examples of all workers. */
    Losses losses() {
        return losses.mean();
    }

    /** The mean of the workers' states; null where a worker's loss was not finite. */
    @Nullable
    TrainingState mean() {
        return isFinite ? new TrainingState(mean(parameters), mean(optimizerState)) : null;
    }

    private float[] mean(double[] sums) {
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / batches);
        }
        return means;
    }
}
