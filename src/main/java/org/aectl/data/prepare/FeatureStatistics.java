package org.aectl.data.prepare;

import java.util.Arrays;
import org.aectl.data.ValueRange;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of each feature over all examples of a split, wherever they are. Sums are kept in double precision. The examples are read
 * once for all that {@link FeatureTotals} tells, and once more for squared distances.
 */
public abstract class FeatureStatistics {
    private final long count;
    private @Nullable FeatureTotals totals;
    private float @Nullable [] fill;
    private @Nullable FeatureStatistics filled;

    /** @param count of the examples */
    protected FeatureStatistics(long count) {
        this.count = count;
    }

    /** How many features an example has. */
    public abstract int features();

    /** How many examples there are. */
    public final long count() {
        return count;
    }

    /** The range that the storage fixes for all values; null where any number may come. */
    public abstract @Nullable ValueRange storedRange();

    /** What one reading tells; the first call reads. */
    public final FeatureTotals totals() {
        if (totals == null) {
            totals = read();
        }
        return totals;
    }

    /** Reads the examples. */
    protected abstract FeatureTotals read();

    /**
     * Of the same examples with numbers in the place of missing values.
     *
     * @param newFill a number for each feature, or a single one for all; not to be changed
     */
    public final FeatureStatistics filled(float[] newFill) {
        if (totals().incomplete() == 0) {
            return this;
        }
        if (filled == null || !Arrays.equals(fill, newFill)) {
            fill = newFill;
            filled = withFill(newFill);
        }
        return filled;
    }

    /** {@link #filled}, where a value is missing. */
    protected abstract FeatureStatistics withFill(float[] newFill);

    /** Sum over all examples of each feature's squared distance from a number. No value may be missing. */
    public abstract double[] squaredDistances(double[] from);

    /** Mean squared distance of each feature from its mean: the variance with divisor n. No value may be missing. */
    final double[] variances(double[] means) {
        double[] total = squaredDistances(means);
        Arrays.setAll(total, i -> total[i] / count);
        return total;
    }
}
