package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The values along an axis of a {@link Chart}.
 *
 * @param low at the left or at the bottom
 * @param high at the right or at the top
 * @param step between the values that are written beside it, which are its multiples
 */
record ChartScale(double low, double high, double step) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int MOST_STEPS = 6;
    /** Beyond these powers of ten, numbers are written with an exponent. */
    private static final double LARGEST = 1e6;

    private static final double SMALLEST = 1e-4;

    /** From one value to another; where they are the same, some way to both sides. */
    static ChartScale of(double low, double high) {
        if (low == high) {
            double room = low == 0 ? 1 : Math.abs(low) / 2;
            return of(low - room, high + room);
        }
        return new ChartScale(low, high, step((high - low) / MOST_STEPS));
    }

    /** As this one, but of a length, with the same middle. */
    ChartScale widened(double length) {
        double middle = (low + high) / 2;
        return of(middle - length / 2, middle + length / 2);
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below a number above 0, but for rounding. */
    static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : STEPS) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** As {@link #of}, but begins and ends at a multiple of the step. */
    static ChartScale rounded(double low, double high) {
        ChartScale exact = of(low, high);
        double first = Math.floor(exact.low / exact.step + 1e-9) * exact.step;
        double last = Math.ceil(exact.high / exact.step - 1e-9) * exact.step;
        return new ChartScale(first, last, exact.step);
    }

    /** Where a value lies: 0 at the low end, 1 at the high one. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    /** The values that are written beside the axis. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long last = (long) Math.floor(high / step + 1e-9);
        for (long i = (long) Math.ceil(low / step - 1e-9); i <= last; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick as it is written. */
    String label(double tick) {
        double largest = Math.max(Math.abs(low), Math.abs(high));
        if (largest >= LARGEST || step < SMALLEST) {
            return tick == 0 ? "0" : String.format(Locale.ROOT, "%.1e", tick);
        }
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", tick + 0.0);
    }
}
