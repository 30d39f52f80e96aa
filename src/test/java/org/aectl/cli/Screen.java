package org.aectl.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A terminal of some width: what a person sees of what was written to it, and which lines did not fit. When its window becomes
 * narrower, it breaks lines that are longer then into several, as most terminals do.
 */
public final class Screen {
    private static final String ERASE_LINE = "\u001B[K";
    private static final String ERASE_REST = "\u001B[J";

    private int columns;
    /** Each as it was written, however many rows of the window it takes. */
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));

    private final List<String> wrapped = new ArrayList<>();
    /** Where the cursor is in the last line. */
    private int place;

    public Screen(int columns) {
        this.columns = columns;
    }

    public static Screen showing(String text, int columns) {
        Screen screen = new Screen(columns);
        screen.write(text);
        return screen;
    }

    public void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (text.startsWith(ERASE_LINE, i)) {
                last().delete(place, Math.min(last().length(), rowStart() + columns));
                i += ERASE_LINE.length() - 1;
            } else if (text.startsWith(ERASE_REST, i)) {
                last().setLength(Math.min(place, last().length()));
                i += ERASE_REST.length() - 1;
            } else if (character == '\u001B') {
                // Colours take no room.
                i = text.indexOf('m', i);
            } else if (character == '\r') {
                place = rowStart();
            } else if (character == '\n') {
                lines.add(new StringBuilder());
                place = 0;
            } else {
                put(character);
            }
        }
    }

    /** Gives the window another width. */
    public void resize(int newColumns) {
        columns = newColumns;
    }

    /** Of the row with the cursor, which waits behind a full row until something follows. */
    private int rowStart() {
        boolean isBehind = place > 0 && place % columns == 0 && place == last().length();
        return (isBehind ? place - 1 : place) / columns * columns;
    }

    private void put(char character) {
        if (place > 0 && place % columns == 0) {
            wrapped.add(last().substring(place - columns, place));
        }
        if (place < last().length()) {
            last().setCharAt(place, character);
        } else {
            last().append(character);
        }
        place++;
    }

    private StringBuilder last() {
        return lines.get(lines.size() - 1);
    }

    /** What stands there, top to bottom, without blanks at the ends. */
    public List<String> lines() {
        List<String> rows = new ArrayList<>();
        for (StringBuilder line : lines) {
            String text = line.toString().stripTrailing();
            int begin = 0;
            do {
                rows.add(text.substring(begin, Math.min(text.length(), begin + columns))
                        .stripTrailing());
                begin += columns;
            } while (begin < text.length());
        }
        return rows;
    }

    /** The rows that were full when a line went on. */
    public List<String> wrapped() {
        return wrapped;
    }
}
