package org.aectl.data.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of examples that this process can read, gathered on all processors. Sums are kept over a fixed number of blocks, so the
 * result does not depend on how many threads there are.
 */
public final class ExampleStatistics implements FeatureStatistics {
    private static final int BLOCKS = 16;

    private final Examples examples;
    private @Nullable Ranges ranges;

    public ExampleStatistics(Examples examples) {
        this.examples = examples;
    }

    @Override
    public int features() {
        return examples.shape().size();
    }

    @Override
    public long count() {
        return examples.count();
    }

    @Override
    public @Nullable ValueRange storedRange() {
        return examples.storedRange();
    }

    @Override
    public FeatureStatistics filled(float[] fill) {
        return new ExampleStatistics(new FilledExamples(examples, fill));
    }

    /** Computed once, because several things are told by them. */
    @Override
    public Ranges ranges() {
        int size = features();
        if (ranges == null) {
            Ranges all = Ranges.empty(size);
            blocks(() -> Ranges.empty(size), Ranges::add).forEach(all::merge);
            ranges = all;
        }
        Ranges own = Ranges.empty(size);
        own.merge(ranges);
        return own;
    }

    @Override
    public double[] sumsAndCounts() {
        int size = features();
        return sums(2 * size, (sums, values) -> {
            for (int i = 0; i < size; i++) {
                if (!Float.isNaN(values[i])) {
                    sums[i] += values[i];
                    sums[size + i]++;
                }
            }
        });
    }

    @Override
    public double[] squaredDistances(double[] from) {
        return sums(from.length, (sums, values) -> {
            for (int i = 0; i < sums.length; i++) {
                double distance = values[i] - from[i];
                sums[i] += distance * distance;
            }
        });
    }

    /** How many values of each feature are missing, and behind them in how many rows one is. */
    public double[] missing() {
        int size = features();
        return sums(size + 1, (sums, values) -> {
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

    private double[] sums(int size, BiConsumer<double[], float[]> adder) {
        double[] total = new double[size];
        for (double[] block : blocks(() -> new double[size], adder)) {
            Arrays.setAll(total, i -> total[i] + block[i]);
        }
        return total;
    }

    private <A> List<A> blocks(Supplier<A> start, BiConsumer<A, float[]> adder) {
        return IntStream.range(0, BLOCKS)
                .parallel()
                .mapToObj(block -> {
                    A sums = start.get();
                    float[] values = new float[features()];
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
