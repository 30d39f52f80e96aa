package org.aectl.cli.console;

/** Lines that a terminal need not break in the middle of a word. */
public final class Wrapping {
    private static final String INDENT = "  ";

    private Wrapping() {}

    /** As below, with further lines a little to the right of where the first one begins. */
    static String wrap(String text, int columns) {
        String words = text.stripLeading();
        String margin = text.substring(0, text.length() - words.length());
        return margin.length() > columns / 2
                ? wrap(text, columns, INDENT)
                : margin + wrap(words, columns - margin.length(), margin + INDENT);
    }

    /**
     * The text with line breaks between words; a word that is longer than a line stays whole.
     *
     * @param columns of a line, at most
     * @param indent in front of all lines but the first
     */
    public static String wrap(String text, int columns, String indent) {
        StringBuilder wrapped = new StringBuilder();
        int begin = 0;
        int room = columns;
        while (text.length() - begin > room) {
            int space = text.lastIndexOf(' ', begin + room);
            if (space <= begin) {
                space = text.indexOf(' ', begin + room);
            }
            if (space < 0) {
                break;
            }
            wrapped.append(text.substring(begin, space).stripTrailing())
                    .append(System.lineSeparator())
                    .append(indent);
            begin = space + 1;
            room = columns - indent.length();
        }
        return wrapped.append(text, begin, text.length()).toString();
    }
}
