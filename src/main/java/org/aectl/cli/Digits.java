package org.aectl.cli;

import java.util.Locale;

/** Numbers with as many digits as a person compares. */
final class Digits {
    private static final int SIGNIFICANT = 5;

    private Digits() {}

    /** Five significant digits, with an exponent only where there would be many zeros. */
    static String of(double value) {
        double size = Math.abs(value);
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (size >= 1e7 || size < 1e-4) {
            return String.format(Locale.ROOT, "%." + (SIGNIFICANT - 1) + "e", value);
        }
        int before = (int) Math.floor(Math.log10(size)) + 1;
        return String.format(Locale.ROOT, "%." + Math.max(0, SIGNIFICANT - before) + "f", value);
    }
}
