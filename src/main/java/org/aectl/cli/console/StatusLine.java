package org.aectl.cli.console;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far something has come, in one line that fits its terminal: words, of which the least important go first where there is
 * no room, and a bar in what room is left.
 *
 * @param what for example {@code epoch 12/60}; always shown
 * @param share done, from 0 to 1
 * @param facts the most important ones first, for example {@code 0:32 left}
 */
record StatusLine(String what, double share, List<String> facts) {
    private static final String GAP = "  ";
    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 30;
    /** From empty to full, by eighths. */
    private static final String BLOCKS = " ▏▎▍▌▋▊▉█";

    /**
     * The line.
     *
     * @param columns it may have at most
     */
    String text(int columns) {
        String percent = (int) Math.floor(100 * Math.min(1, share)) + " %";
        int shown = facts.size();
        while (shown > 0 && line(percent, shown).length() > columns) {
            shown--;
        }
        String line = line(percent, shown);
        int room = columns - line.length() - GAP.length();
        if (room >= SHORTEST_BAR) {
            return what + GAP + bar(Math.min(room, LONGEST_BAR)) + line.substring(what.length());
        }
        return line.length() <= columns ? line : line.substring(0, Math.max(0, columns));
    }

    private String line(String percent, int shown) {
        return Stream.concat(Stream.of(what, percent), facts.stream().limit(shown))
                .collect(Collectors.joining(GAP));
    }

    private String bar(int width) {
        int eighths = (int) Math.round(8 * (width - 1) * Math.min(1, Math.max(0, share)));
        StringBuilder bar = new StringBuilder();
        for (int cell = 0; cell < width - 1; cell++) {
            bar.append(BLOCKS.charAt(Math.min(8, Math.max(0, eighths - 8 * cell))));
        }
        // Where the bar ends, so that what is missing can be seen.
        return bar.append('▏').toString();
    }
}
