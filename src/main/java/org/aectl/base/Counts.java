package org.aectl.base;

import java.util.Locale;

/** Numbers of things, in words. */
public final class Counts {
    private Counts() {}

    /** {@code 1 epoch}, {@code 4,050 epochs}, {@code 2 classes}, {@code 0 entries}. */
    public static String of(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? thing : plural(thing));
    }

    /** {@code 1 epoch is}, {@code 2 epochs are}. */
    public static String are(long number, String thing) {
        return of(number, thing) + (number == 1 ? " is" : " are");
    }

    /** {@code 1 epoch has}, {@code 2 epochs have}. */
    public static String have(long number, String thing) {
        return of(number, thing) + (number == 1 ? " has" : " have");
    }

    /** A figure in a sentence: {@code 1,234.5678}, {@code 0.01234}. */
    public static String rounded(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4g" : "%,.4f", value);
    }

    private static String plural(String thing) {
        if (thing.matches(".*(s|x|tch|sh)")) {
            return thing + "es";
        }
        return thing.matches(".*[^aeiou]y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
    }
}
