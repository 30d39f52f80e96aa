package org.aectl.eval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.aectl.config.SparsityConfig;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.Codec;

/**
 * How active the units are that {@code model.sparsity} acts on. Activity is what {@link Codec#activity} gives: for
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

    /** Measures, batch by batch, at least one example; empty where the config asks for no sparsity. */
    public static Optional<SparsityReport> of(Autoencoder autoencoder, Iterable<Batch> batches) {
        return Optional.ofNullable(autoencoder.model().sparsity()).map(sparsity -> {
            Sums sums = new Sums(sparsity);
            batches.forEach(batch -> sums.add(autoencoder.codec().activity(batch), batch.count()));
            return sums.report();
        });
    }

    /** What is added up over examples, also over those of several places. */
    public static final class Sums implements Serializable {
        private final boolean isBounded;
        private double[] sums = {};
        private double[] largest = {};
        private long examples;

        /** @param sparsity as the autoencoder was trained with */
        public Sums(SparsityConfig sparsity) {
            this.isBounded = sparsity.target().isPresent();
        }

        /**
         * Adds a batch.
         *
         * @param layers activity of each layer concerned, example after example
         */
        public void add(List<float[]> layers, int count) {
            setUnits(layers.stream().mapToInt(layer -> layer.length).sum() / count);
            int first = 0;
            for (float[] activity : layers) {
                int units = activity.length / count;
                for (int i = 0; i < activity.length; i++) {
                    int unit = first + i % units;
                    sums[unit] += activity[i];
                    largest[unit] = Math.max(largest[unit], activity[i]);
                }
                first += units;
            }
            examples += count;
        }

        /** Adds what others have added up. */
        public void add(Sums others) {
            setUnits(others.sums.length);
            for (int unit = 0; unit < sums.length; unit++) {
                sums[unit] += others.sums[unit];
                largest[unit] = Math.max(largest[unit], others.largest[unit]);
            }
            examples += others.examples;
        }

        /** How many units there are is seen in the first batch. */
        private void setUnits(int units) {
            sums = Arrays.copyOf(sums, units);
            largest = Arrays.copyOf(largest, units);
        }

        /** Of at least one example. */
        public SparsityReport report() {
            double count = examples;
            double[] means = Arrays.stream(sums).map(sum -> sum / count).toArray();
            double most = Arrays.stream(largest).max().orElse(0);
            return of(means, largest, isBounded ? DEAD_PROBABILITY : DEAD_SHARE_OF_LARGEST * most);
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
