package org.aectl.output.table;

import java.util.regex.Pattern;

/**
 * Words from outside for CSV that a spreadsheet may open. One that a spreadsheet would take for a formula gets an
 * apostrophe in front, as <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a> advises; the numbers
 * of this program are not words and stay as they are.
 */
public final class SpreadsheetText {
    /** The wide forms are what Japanese spreadsheets take for the same. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private SpreadsheetText() {}

    /** A name or a path. */
    public static String word(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The name of a class: as {@link #word}, but classes are often called -1 and +1, which do nothing. */
    public static String label(String name) {
        return NUMBER.matcher(name).matches() ? name : word(name);
    }
}
