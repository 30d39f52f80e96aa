package org.aectl.data.csv;

/** Reads decimal numbers: digits, a point, an exponent. Not the words, suffixes and hexadecimal digits that Java allows. */
public final class CsvNumber {
    /** So many digits fit into a double exactly. */
    private static final int EXACT_DIGITS = 15;

    /** Powers of ten that are exact in a double. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private CsvNumber() {}

    /** The number as {@link Double#parseDouble} has it; NaN if the text is none. Blanks around it are allowed. */
    public static double parse(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end - start <= EXACT_DIGITS ? parseShort(text, start, end) : parseLong(text, start, end);
    }

    /** Plain digits with at most one point: the quotient of two exact numbers is correctly rounded. */
    private static double parseShort(String text, int start, int end) {
        int first = start < end && text.charAt(start) == '-' ? start + 1 : start;
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = first; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = 10 * digits + (c - '0');
                count++;
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return parseLong(text, start, end);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / POWERS[end - point - 1];
        return first > start ? -value : value;
    }

    private static double parseLong(String text, int start, int end) {
        boolean digit = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            if (!(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        if (!digit) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text.substring(start, end));
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
