package org.aectl.data.prepare;

import java.io.Serializable;
import java.util.Arrays;
import org.aectl.data.ValueRange;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of each feature over all examples of a split, wherever they are. Sums are kept in double precision. Missing values, which
 * are NaN, count in ranges and means as if they were not there.
 */
public interface FeatureStatistics {
    /** How many features an example has. */
    int features();

    /** How many examples there are. */
    long count();

    /** The range that the storage fixes for all values; null where any number may come. */
    @Nullable
    ValueRange storedRange();

    /**
     * Of the same examples with numbers in the place of missing values.
     *
     * @param fill a number for each feature, or a single one for all; not to be changed
     */
    FeatureStatistics filled(float[] fill);

    /** Smallest and largest value of each feature. */
    Ranges ranges();

    /** Sum of each feature's values, and behind them how many values of it there are. */
    double[] sumsAndCounts();

    /** Sum over all examples of each feature's squared distance from a number. No value may be missing. */
    double[] squaredDistances(double[] from);

    /** Mean of each feature; NaN where no example has a value of it. */
    default double[] means() {
        double[] total = sumsAndCounts();
        double[] means = new double[features()];
        Arrays.setAll(means, i -> total[i] / total[means.length + i]);
        return means;
    }

    /** Mean squared distance of each feature from its mean: the variance with divisor n. No value may be missing. */
    default double[] variances(double[] means) {
        double[] total = squaredDistances(means);
        Arrays.setAll(total, i -> total[i] / count());
        return total;
    }

    /**
     * Smallest and largest value of each feature.
     *
     * @param minimum one number for each feature
     * @param maximum one number for each feature
     */
    record Ranges(float[] minimum, float[] maximum) implements Serializable {
        /** Of no examples. */
        public static Ranges empty(int features) {
            return new Ranges(filled(features, Float.POSITIVE_INFINITY), filled(features, Float.NEGATIVE_INFINITY));
        }

        private static float[] filled(int size, float value) {
            float[] values = new float[size];
            Arrays.fill(values, value);
            return values;
        }

        /** Takes in an example. */
        void add(float[] values) {
            for (int i = 0; i < values.length; i++) {
                // A comparison with NaN is false.
                minimum[i] = values[i] < minimum[i] ? values[i] : minimum[i];
                maximum[i] = values[i] > maximum[i] ? values[i] : maximum[i];
            }
        }

        /** Takes in the ranges of other examples. */
        public void merge(Ranges others) {
            for (int i = 0; i < minimum.length; i++) {
                minimum[i] = Math.min(minimum[i], others.minimum[i]);
                maximum[i] = Math.max(maximum[i], others.maximum[i]);
            }
        }

        /** The range of one feature. */
        public ValueRange of(int feature) {
            return new ValueRange(minimum[feature], maximum[feature]);
        }

        /** The range of all features together. */
        public ValueRange overall() {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < minimum.length; i++) {
                least = Math.min(least, minimum[i]);
                most = Math.max(most, maximum[i]);
            }
            return new ValueRange(least, most);
        }
    }
}
