package org.aectl.report;

import java.util.Locale;

/** Numbers as people read them, the same in every country. */
public final class Numbers {
    private static final int DIGITS = 5;
    private static final int FEW_DIGITS = 3;
    private static final double LARGEST = 1e7;
    private static final double SMALLEST = 1e-4;
    private static final String MINUS = "\u2212";

    private Numbers() {}

    /** To five significant digits: {@code 114.46}, {@code 0.011737}, {@code 3.2000e-06}. */
    public static String text(double value) {
        return text(value, DIGITS);
    }

    /** As {@link #text}, in the signs that a keyboard has: for terminals, logs, and who copies the number. */
    public static String plain(double value) {
        if (value == 0) {
            return "0";
        }
        return Double.isFinite(value) ? text(value).replace(MINUS, "-").replace(",", "") : Double.toString(value);
    }

    /** To three significant digits, where there is little room. */
    public static String brief(double value) {
        return text(value, FEW_DIGITS);
    }

    private static String text(double value, int digits) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\u221E" : MINUS + "\u221E";
        }
        double size = Math.abs(value);
        if (size != 0 && (size >= LARGEST || size < SMALLEST)) {
            return signed(String.format(Locale.ROOT, "%." + (digits - 1) + "e", value));
        }
        int whole = size < 1e-300 ? 1 : (int) Math.floor(Math.log10(size)) + 1;
        return decimals(value, Math.max(0, digits - whole));
    }

    /** A share in percent: {@code 97.4 %}, with a space that no line is broken at. */
    public static String share(double share) {
        return decimals(100 * share, 1) + "\u00A0%";
    }

    /** With a fixed number of decimals. */
    public static String decimals(double value, int decimals) {
        return signed(String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }

    /** With an exponent, and a fixed number of decimals before it. */
    public static String exponent(double value, int decimals) {
        return value == 0 ? "0" : signed(String.format(Locale.ROOT, "%." + decimals + "e", value));
    }

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A time in words: {@code 42.3 s}, {@code 12 min 5 s}, {@code 3 h 20 min}. */
    public static String duration(double seconds) {
        if (seconds < 99.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : count(whole / 3600) + " h " + whole % 3600 / 60 + " min";
    }

    /** A place on a chart in percent of its width or height. */
    public static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    /** A true minus sign, as wide as the plus sign and the digits; but none before zero. */
    private static String signed(String text) {
        boolean isZero = text.chars().noneMatch(character -> character >= '1' && character <= '9');
        return text.startsWith("-") ? (isZero ? "" : MINUS) + text.substring(1) : text;
    }
}
