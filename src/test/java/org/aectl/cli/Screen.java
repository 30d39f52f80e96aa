package org.aectl.cli;

import java.util.ArrayList;
import java.util.List;

/** A terminal of some width: what a person sees of what was written to it, and which lines did not fit. */
final class Screen {
    private static final String ERASE_TO_END = "\u001B[K";

    private final int columns;
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private final List<String> wrapped = new ArrayList<>();
    private int column;

    Screen(int columns) {
        this.columns = columns;
    }

    static Screen showing(String text, int columns) {
        Screen screen = new Screen(columns);
        screen.write(text);
        return screen;
    }

    void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (text.startsWith(ERASE_TO_END, i)) {
                last().setLength(column);
                i += ERASE_TO_END.length() - 1;
            } else if (character == '\u001B') {
                // Colours take no room.
                i = text.indexOf('m', i);
            } else if (character == '\r') {
                column = 0;
            } else if (character == '\n') {
                lines.add(new StringBuilder());
                column = 0;
            } else {
                put(character);
            }
        }
    }

    private void put(char character) {
        if (column == columns) {
            wrapped.add(last().toString());
            lines.add(new StringBuilder());
            column = 0;
        }
        if (column < last().length()) {
            last().setCharAt(column, character);
        } else {
            last().append(character);
        }
        column++;
    }

    private StringBuilder last() {
        return lines.get(lines.size() - 1);
    }

    /** What stands there, top to bottom, without blanks at the ends. */
    List<String> lines() {
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    /** The parts of lines that were so long that the terminal went on in its next one. */
    List<String> wrapped() {
        return wrapped;
    }
}
