package org.aectl.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Statistics of each feature over all examples, gathered on all processors. Sums are kept in double precision over a
 * fixed number of blocks, so the result does not depend on how many threads there are. Missing values, which are NaN, count in
 * ranges and means as if they were not there.
 */
final class FeatureStatistics {
    private static final int BLOCKS = 16;

    private FeatureStatistics() {}

    /**
     * Smallest and largest value of each feature.
     *
     * @param minimum one number for each feature
     * @param maximum one number for each feature
     */
    record Ranges(float[] minimum, float[] maximum) {
        static Ranges of(Examples examples) {
            int size = examples.shape().size();
            List<Ranges> blocks = blocks(
                    examples,
                    () -> new Ranges(filled(size, Float.POSITIVE_INFINITY), filled(size, Float.NEGATIVE_INFINITY)),
                    Ranges::add);
            Ranges all = blocks.get(0);
            for (Ranges block : blocks) {
                for (int i = 0; i < size; i++) {
                    all.minimum[i] = Math.min(all.minimum[i], block.minimum[i]);
                    all.maximum[i] = Math.max(all.maximum[i], block.maximum[i]);
                }
            }
            return all;
        }

        private static float[] filled(int size, float value) {
            float[] values = new float[size];
            Arrays.fill(values, value);
            return values;
        }

        private void add(float[] values) {
            for (int i = 0; i < values.length; i++) {
                // A comparison with NaN is false.
                minimum[i] = values[i] < minimum[i] ? values[i] : minimum[i];
                maximum[i] = values[i] > maximum[i] ? values[i] : maximum[i];
            }
        }

        /** The range of all features together. */
        ValueRange overall() {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < minimum.length; i++) {
                least = Math.min(least, minimum[i]);
                most = Math.max(most, maximum[i]);
            }
            return new ValueRange(least, most);
        }
    }

    /** Mean of each feature; NaN where no example has a value of it. */
    static double[] means(Examples examples) {
        int size = examples.shape().size();
        // Behind the sums stand the numbers of values.
        double[] total = sums(examples, 2 * size, (sums, values) -> {
            for (int i = 0; i < size; i++) {
                if (!Float.isNaN(values[i])) {
                    sums[i] += values[i];
                    sums[size + i]++;
                }
            }
        });
        double[] means = new double[size];
        Arrays.setAll(means, i -> total[i] / total[size + i]);
        return means;
    }

    /** How many values of each feature are missing, and behind them in how many rows one is. */
    static double[] missing(Examples examples) {
        int size = examples.shape().size();
        return sums(examples, size + 1, (sums, values) -> {
            boolean isIncomplete = false;
            for (int i = 0; i < size; i++) {
                if (Float.isNaN(values[i])) {
                    sums[i]++;
                    isIncomplete = true;
                }
            }
            sums[size] += isIncomplete ? 1 : 0;
        });
    }

    /** Mean squared distance of each feature from its mean: the variance with divisor n. No value may be missing. */
    static double[] variances(Examples examples, double[] means) {
        double[] total = sums(examples, means.length, (sums, values) -> {
            for (int i = 0; i < sums.length; i++) {
                double distance = values[i] - means[i];
                sums[i] += distance * distance;
            }
        });
        Arrays.setAll(total, i -> total[i] / examples.count());
        return total;
    }

    private static double[] sums(Examples examples, int size, BiConsumer<double[], float[]> adder) {
        List<double[]> blocks = blocks(examples, () -> new double[size], adder);
        double[] total = new double[size];
        for (double[] block : blocks) {
            for (int i = 0; i < size; i++) {
                total[i] += block[i];
            }
        }
        return total;
    }

    private static <A> List<A> blocks(Examples examples, Supplier<A> start, BiConsumer<A, float[]> adder) {
        return IntStream.range(0, BLOCKS)
                .parallel()
                .mapToObj(block -> {
                    A sums = start.get();
                    float[] values = new float[examples.shape().size()];
                    int end = (int) ((block + 1L) * examples.count() / BLOCKS);
                    for (int row = (int) ((long) block * examples.count() / BLOCKS); row < end; row++) {
                        examples.read(row, values, 0);
                        adder.accept(sums, values);
                    }
                    return sums;
                })
                .toList();
    }
}
