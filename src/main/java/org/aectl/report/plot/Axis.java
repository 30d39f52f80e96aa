package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.List;
import org.aectl.report.Numbers;

/**
 * A linear axis. Places on it are percent of its length.
 *
 * @param low value at 0 %
 * @param high value at 100 %
 * @param step between ticks, which stand at its multiples
 */
record Axis(double low, double high, double step) {
    /** Room on either side of the outermost values. */
    private static final double MARGIN = 0.04;

    /**
     * A labelled place.
     *
     * @param at percent, with the sign
     */
    record Tick(String at, String label) {}

    /** Around some values, with at most so many ticks; values that are not finite do not count. */
    static Axis around(double[] values, int ticks) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            return between(0, 1, ticks);
        }
        double span = high - low;
        double room = span > 0 ? MARGIN * span : Math.max(0.1 * Math.abs(low), 1e-9);
        return between(low - room, high + room, ticks);
    }

    /** From one value to a larger one, with at most so many ticks. */
    static Axis between(double low, double high, int ticks) {
        return new Axis(low, high, ChartScale.step((high - low) / ticks));
    }

    /** Over whole numbers, with ticks at whole numbers only. */
    static Axis overWhole(int first, int last, int ticks) {
        double low = first == last ? first - 1 : first;
        double high = first == last ? last + 1 : last;
        return new Axis(low, high, Math.max(1, ChartScale.step((high - low) / ticks)));
    }

    /** Percent of the way from left to right. */
    double across(double value) {
        return 100 * (value - low) / (high - low);
    }

    /** Percent of the way from top to bottom, where the largest values are at the top. */
    double down(double value) {
        return 100 - across(value);
    }

    /** Ticks from left to right. */
    List<Tick> ticksAcross() {
        return ticks(false);
    }

    /** Ticks of an axis that goes upwards. */
    List<Tick> ticksUp() {
        return ticks(true);
    }

    private List<Tick> ticks(boolean isUpright) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        List<Tick> ticks = new ArrayList<>();
        double tolerance = 1e-9 * (high - low);
        for (long i = (long) Math.ceil((low - tolerance) / step); i * step <= high + tolerance; i++) {
            double value = i * step;
            ticks.add(new Tick(
                    Numbers.percent(isUpright ? down(value) : across(value)),
                    decimals > 6 ? Numbers.text(value) : Numbers.decimals(value, decimals)));
        }
        return ticks;
    }
}
