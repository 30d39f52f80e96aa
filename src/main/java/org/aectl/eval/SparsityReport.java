package org.aectl.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.aectl.config.SparsityConfig;
import org.aectl.data.Batch;
import org.aectl.model.Autoencoder;

/**
 * How active the units are that {@code model.sparsity} acts on. Activity is what {@link Autoencoder#activity} gives: for
 * kl in [0,1], for l1 and top-k the absolute activation. A unit is dead if its activity exceeds {@code deadBelow} on no
 * example.
 *
 * @param units how many there are, over all layers concerned
 * @param meanActivation mean activity over units and examples
 * @param deadUnits share of dead units
 * @param deadBelow for kl 0.1, a tenth of the possible activity; else a hundredth of the largest activity of any unit
 * @param liveMinimum smallest mean activity of a unit that is not dead; 0 if all are dead
 * @param liveMaximum largest mean activity of a unit that is not dead; 0 if all are dead
 * @param histogram how many units have a mean activity in each tenth of [0, {@code histogramEnd}]
 * @param histogramEnd the largest mean activity of any unit
 */
public record SparsityReport(
        int units,
        double meanActivation,
        double deadUnits,
        double deadBelow,
        double liveMinimum,
        double liveMaximum,
        List<Integer> histogram,
        double histogramEnd) {
    private static final int BINS = 10;
    private static final double DEAD_PROBABILITY = 0.1;
    private static final double DEAD_SHARE_OF_LARGEST = 0.01;

    /**
     * Measures, batch by batch.
     *
     * @param sparsity as the autoencoder was trained with
     * @param batches at least one example
     */
    public static SparsityReport of(Autoencoder autoencoder, SparsityConfig sparsity, Iterable<Batch> batches) {
        double[] sums = new double[0];
        double[] largest = new double[0];
        long examples = 0;
        for (Batch batch : batches) {
            List<float[]> layers = autoencoder.activity(batch);
            int units = layers.stream().mapToInt(layer -> layer.length).sum() / batch.count();
            sums = Arrays.copyOf(sums, units);
            largest = Arrays.copyOf(largest, units);
            int first = 0;
            for (float[] activity : layers) {
                add(activity, activity.length / batch.count(), first, sums, largest);
                first += activity.length / batch.count();
            }
            examples += batch.count();
        }
        double count = examples;
        double[] means = Arrays.stream(sums).map(sum -> sum / count).toArray();
        boolean bounded = sparsity instanceof SparsityConfig.Kl;
        double most = Arrays.stream(largest).max().orElse(0);
        return of(means, largest, bounded ? DEAD_PROBABILITY : DEAD_SHARE_OF_LARGEST * most);
    }

    /** As {@link #of(Autoencoder, SparsityConfig, Iterable)}; empty where the config asks for no sparsity. */
    public static Optional<SparsityReport> of(Autoencoder autoencoder, Iterable<Batch> batches) {
        return autoencoder.sparsity().map(sparsity -> of(autoencoder, sparsity, batches));
    }

    private static void add(float[] activity, int units, int first, double[] sums, double[] largest) {
        for (int i = 0; i < activity.length; i++) {
            int unit = first + i % units;
            sums[unit] += activity[i];
            largest[unit] = Math.max(largest[unit], activity[i]);
        }
    }

    /**
     * From the units' own statistics.
     *
     * @param means activity of each unit, mean over the examples
     * @param largest activity of each unit on any example
     */
    static SparsityReport of(double[] means, double[] largest, double deadBelow) {
        double end = Arrays.stream(means).max().orElse(0);
        List<Integer> histogram = new ArrayList<>(Collections.nCopies(BINS, 0));
        double liveMinimum = Double.POSITIVE_INFINITY;
        double liveMaximum = 0;
        int dead = 0;
        for (int unit = 0; unit < means.length; unit++) {
            int bin = end == 0 ? 0 : (int) Math.min(BINS - 1, BINS * means[unit] / end);
            histogram.set(bin, histogram.get(bin) + 1);
            if (largest[unit] > deadBelow) {
                liveMinimum = Math.min(liveMinimum, means[unit]);
                liveMaximum = Math.max(liveMaximum, means[unit]);
            } else {
                dead++;
            }
        }
        return new SparsityReport(
                means.length,
                Arrays.stream(means).average().orElse(0),
                (double) dead / means.length,
                deadBelow,
                dead == means.length ? 0 : liveMinimum,
                liveMaximum,
                List.copyOf(histogram),
                end);
    }
}
