package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.aectl.report.Numbers;

/**
 * The values along an axis, of charts of the page and of pictures alike.
 *
 * @param low at the left or at the bottom
 * @param high at the right or at the top
 * @param step between ticks, which stand at its multiples
 */
record Scale(double low, double high, double step) {
    private static final double[] STEPS = {1, 2, 5, 10};
    /** Room on either side of the outermost values. */
    private static final double MARGIN = 0.04;
    /** Of the length; what is only rounding. */
    private static final double TOLERANCE = 1e-9;

    /** From here on, and with more decimals than these, numbers are written with an exponent. */
    private static final double LARGEST = 1e7;

    private static final int MOST_DECIMALS = 6;
    /** With more digits than these an exponent is no shorter. */
    private static final int MOST_DIGITS = 3;

    /**
     * A value that is written beside the axis.
     *
     * @param share where it lies: 0 at the low end, 1 at the high one
     */
    record Tick(double share, String label) {
        /** Percent of the way from left to right. */
        String x() {
            return Numbers.percent(100 * share);
        }

        /** Percent of the way from top to bottom, of an axis that goes upwards. */
        String y() {
            return Numbers.percent(100 - 100 * share);
        }
    }

    /** Around some values, with at most so many steps; values that are not finite do not count. */
    static Scale around(double[] values, int steps) {
        DoubleSummaryStatistics finite =
                Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
        if (finite.getCount() == 0) {
            return between(0, 1, steps);
        }
        double room = MARGIN * (finite.getMax() - finite.getMin());
        return between(finite.getMin() - room, finite.getMax() + room, steps);
    }

    /** From one value to another; where they are the same, some way to both sides. */
    static Scale between(double low, double high, int steps) {
        double room = low < high ? 0 : low == 0 ? 1 : Math.abs(low) / 10;
        double first = low - room;
        double last = high + room;
        return new Scale(first, last, step((last - first) / steps));
    }

    /** As {@link #between}, but ends at multiples of the step. */
    static Scale rounded(double low, double high, int steps) {
        Scale exact = between(low, high, steps);
        double first = Math.floor(exact.low / exact.step + TOLERANCE);
        double last = Math.ceil(exact.high / exact.step - TOLERANCE);
        return new Scale(first * exact.step, last * exact.step, exact.step);
    }

    /** Over whole numbers, with ticks at whole numbers only. */
    static Scale overWhole(int first, int last, int steps) {
        double low = first == last ? first - 1 : first;
        double high = first == last ? last + 1 : last;
        return new Scale(low, high, Math.max(1, step((high - low) / steps)));
    }

    /** As this one, but of a length, with the same middle. */
    Scale widened(double length, int steps) {
        double middle = (low + high) / 2;
        return between(middle - length / 2, middle + length / 2, steps);
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below a number above 0, but for rounding. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : STEPS) {
            if (factor * power >= least * (1 - TOLERANCE)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Where a value lies: 0 at the low end, 1 at the high one. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    /** Percent of the way from left to right. */
    double across(double value) {
        return 100 * share(value);
    }

    /** Percent of the way from top to bottom, of an axis that goes upwards. */
    double down(double value) {
        return 100 - across(value);
    }

    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        double tolerance = TOLERANCE * (high - low);
        for (long i = (long) Math.ceil((low - tolerance) / step); i * step <= high + tolerance; i++) {
            ticks.add(new Tick(share(i * step), label(i * step)));
        }
        return ticks;
    }

    /** Such that neighbours differ. */
    private String label(double value) {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        int stepPower = (int) Math.floor(Math.log10(step) + TOLERANCE);
        int decimals = Math.max(0, -stepPower);
        int digits = Math.max(1, (int) Math.floor(Math.log10(largest)) - stepPower);
        boolean isLong = largest >= LARGEST || decimals > MOST_DECIMALS;
        return isLong && digits <= MOST_DIGITS ? Numbers.exponent(value, digits) : Numbers.decimals(value, decimals);
    }
}
