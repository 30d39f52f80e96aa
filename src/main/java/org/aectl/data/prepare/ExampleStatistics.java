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
public final class ExampleStatistics extends FeatureStatistics {
    private static final int BLOCKS = 16;

    private final Examples examples;

    public ExampleStatistics(Examples examples) {
        super(examples.count());
        this.examples = examples;
    }

    @Override
    public int features() {
        return examples.shape().size();
    }

    @Override
    public @Nullable ValueRange storedRange() {
        return examples.storedRange();
    }

    @Override
    protected FeatureTotals read() {
        FeatureTotals all = new FeatureTotals(features());
        blocks(() -> new FeatureTotals(features()), FeatureTotals::add).forEach(all::merge);
        return all;
    }

    @Override
    public FeatureStatistics withFill(float[] fill) {
        return new ExampleStatistics(new FilledExamples(examples, fill));
    }

    @Override
    public double[] squaredDistances(double[] from) {
        double[] total = new double[from.length];
        List<double[]> parts = blocks(() -> new double[from.length], (sums, values) -> {
            for (int i = 0; i < sums.length; i++) {
                double distance = values[i] - from[i];
                sums[i] += distance * distance;
            }
        });
        for (double[] part : parts) {
            Arrays.setAll(total, i -> total[i] + part[i]);
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
