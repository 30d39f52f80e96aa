package org.aectl.base;

import java.util.regex.Pattern;

/**
 * Text from outside (names, cells, parts of files) made fit to be shown. Control characters would steer the terminal,
 * line breaks would look like lines of this program's own, and marks of direction would show words in another order
 * than they stand in.
 */
public final class PlainText {
    private static final int LONGEST_EXCERPT = 60;

    private static final String UNSEEN = "\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\uFFFE\\uFFFF"
            + "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069";
    private static final Pattern ANY = Pattern.compile("[" + UNSEEN + "]+");
    private static final Pattern BUT_LINE_ENDS_AND_TABS = Pattern.compile("\\r(?!\\n)|[" + UNSEEN + "&&[^\\r\\n\\t]]");

    private PlainText() {}

    /** The text in one line: a space stands for what cannot be shown. */
    public static String oneLine(String text) {
        return ANY.matcher(text).replaceAll(" ");
    }

    /** The text with its lines and tabs: a question mark stands for each other character that cannot be shown. */
    public static String lines(String text) {
        return BUT_LINE_ENDS_AND_TABS.matcher(text).replaceAll("?");
    }

    /** The beginning of a text, for messages: in one line, and too little to give a file away. */
    public static String excerpt(String text) {
        String beginning = text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
        return oneLine(beginning);
    }
}
