package org.aectl.cli;

import java.util.regex.Pattern;

/** Words from outside (names of files, columns, classes) as they may be printed. */
final class PlainText {
    /** Line breaks and what terminals take for commands: controls, and marks that turn the direction of the writing. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private PlainText() {}

    /** One line without anything that moves the cursor, colours, or asks a terminal for an answer. */
    static String of(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }
}
