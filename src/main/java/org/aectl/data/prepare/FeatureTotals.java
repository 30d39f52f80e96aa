package org.aectl.data.prepare;

import java.io.Serializable;
import java.util.Arrays;
import org.aectl.data.ValueRange;

/** All that one reading of examples tells of their features. Missing values, which are NaN, count as if they were not there. */
public final class FeatureTotals implements Serializable {
    private final float[] minimum;
    private final float[] maximum;
    private final double[] sums;
    private final long[] counts;
    private long incomplete;
    private float fraction = Float.NaN;

    /** Of no examples. */
    public FeatureTotals(int features) {
        minimum = new float[features];
        maximum = new float[features];
        sums = new double[features];
        counts = new long[features];
        Arrays.fill(minimum, Float.POSITIVE_INFINITY);
        Arrays.fill(maximum, Float.NEGATIVE_INFINITY);
    }

    /** Takes in an example. */
    void add(float[] values) {
        int missing = 0;
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            if (Float.isNaN(value)) {
                missing++;
                continue;
            }
            minimum[i] = value < minimum[i] ? value : minimum[i];
            maximum[i] = value > maximum[i] ? value : maximum[i];
            sums[i] += value;
            counts[i]++;
        }
        incomplete += missing > 0 ? 1 : 0;
        for (int i = 0; i < values.length && Float.isNaN(fraction); i++) {
            fraction = values[i] == Math.rint(values[i]) ? Float.NaN : values[i];
        }
    }

    /** Takes in those of other examples. */
    public void merge(FeatureTotals others) {
        for (int i = 0; i < minimum.length; i++) {
            minimum[i] = Math.min(minimum[i], others.minimum[i]);
            maximum[i] = Math.max(maximum[i], others.maximum[i]);
            sums[i] += others.sums[i];
            counts[i] += others.counts[i];
        }
        incomplete += others.incomplete;
        fraction = Float.isNaN(fraction) ? others.fraction : fraction;
    }

    public int features() {
        return sums.length;
    }

    /** The smallest value of each feature; infinite where there is none. */
    public float[] minimum() {
        return minimum.clone();
    }

    /** The largest value of each feature; minus infinity where there is none. */
    public float[] maximum() {
        return maximum.clone();
    }

    /** The range of one feature. */
    public ValueRange range(int feature) {
        return new ValueRange(minimum[feature], maximum[feature]);
    }

    /** The range of all features together. */
    public ValueRange range() {
        return range(minimum, maximum);
    }

    static ValueRange range(float[] minimum, float[] maximum) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < minimum.length; i++) {
            least = Math.min(least, minimum[i]);
            most = Math.max(most, maximum[i]);
        }
        return new ValueRange(least, most);
    }

    /** Mean of each feature; NaN where no example has a value of it. */
    public double[] means() {
        double[] means = new double[sums.length];
        Arrays.setAll(means, i -> sums[i] / counts[i]);
        return means;
    }

    /** How many values of a feature there are. */
    public long count(int feature) {
        return counts[feature];
    }

    /** In how many examples a value is missing. */
    public long incomplete() {
        return incomplete;
    }

    /** The first value that is no whole number; NaN where all are. */
    public float fraction() {
        return fraction;
    }
}
