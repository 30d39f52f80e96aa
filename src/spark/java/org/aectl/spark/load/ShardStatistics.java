package org.aectl.spark.load;

import java.util.Arrays;
import java.util.List;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.ExampleStatistics;
import org.aectl.data.prepare.FeatureStatistics;
import org.aectl.data.prepare.FeatureTotals;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of the features, computed where the shards are and put together in the shards' order, so that they are the same whichever
 * worker is done first.
 */
final class ShardStatistics extends FeatureStatistics {
    private final JavaRDD<Shard> shards;
    private final ShardLayout layout;
    private final float[] fill;

    /**
     * @param count rows of all shards
     * @param fill what stands for missing values; empty where they count as such
     */
    ShardStatistics(JavaRDD<Shard> shards, ShardLayout layout, long count, float[] fill) {
        super(count);
        this.shards = shards;
        this.layout = layout;
        this.fill = fill;
    }

    @Override
    public int features() {
        return layout.shape().size();
    }

    @Override
    public @Nullable ValueRange storedRange() {
        return layout.storedRange();
    }

    @Override
    protected FeatureStatistics withFill(float[] newFill) {
        return new ShardStatistics(shards, layout, count(), newFill);
    }

    @Override
    protected FeatureTotals read() {
        FeatureTotals all = new FeatureTotals(features());
        each(FeatureStatistics::totals).forEach(all::merge);
        return all;
    }

    @Override
    public double[] squaredDistances(double[] from) {
        List<double[]> parts = each(statistics -> statistics.squaredDistances(from));
        double[] total = parts.get(0);
        for (double[] part : parts.subList(1, parts.size())) {
            Arrays.setAll(total, i -> total[i] + part[i]);
        }
        return total;
    }

    private <T> List<T> each(Function<FeatureStatistics, T> measure) {
        ShardLayout sent = layout;
        float[] sentFill = fill;
        return shards.map(shard -> {
                    ExampleStatistics statistics = new ExampleStatistics(sent.examples(shard));
                    return measure.call(sentFill.length == 0 ? statistics : statistics.withFill(sentFill));
                })
                .collect();
    }
}
