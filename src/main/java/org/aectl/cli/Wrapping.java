package org.aectl.cli;

/** Lines that a terminal need not break in the middle of a word. */
final class Wrapping {
    private Wrapping() {}

    /**
     * The text with line breaks between words; a word that is longer than a line stays whole.
     *
     * @param columns of a line, at most
     * @param indent in front of all lines but the first
     */
    static String wrap(String text, int columns, String indent) {
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
            wrapped.append(text, begin, space).append(System.lineSeparator()).append(indent);
            begin = space + 1;
            room = columns - indent.length();
        }
        return wrapped.append(text, begin, text.length()).toString();
    }
}
