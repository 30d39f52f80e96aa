package org.aectl.data.file;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wording of error messages. */
public final class Text {
    private static final int LONGEST_LIST = 12;
    private static final int LONGEST_VALUE = 40;

    private Text() {}

    /** The values, comma-separated; only the first dozen of a long list, and only the start of long ones. */
    public static String list(Collection<?> values) {
        List<String> first = values.stream()
                .limit(LONGEST_LIST)
                .map(value -> cut(String.valueOf(value)))
                .toList();
        String rest = values.size() > LONGEST_LIST ? ", ... (" + values.size() + " in all)" : "";
        return String.join(", ", first) + rest;
    }

    /** The value in quotes on one line, cut where it is long. */
    public static String quote(String value) {
        return "'" + cut(value) + "'";
    }

    /** The value on one line, cut where it is long. */
    public static String cut(String value) {
        String start = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
        return start.replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]", " ");
    }

    /** {@code ", did you mean X?"} where a known word is near, otherwise empty. */
    public static String suggestion(String word, Collection<String> known) {
        @Nullable String nearest = null;
        int least = 3;
        for (String candidate : known) {
            if (Math.abs(candidate.length() - word.length()) >= least) {
                // Not near for certain, and perhaps so long that comparing would take a while.
                continue;
            }
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest == null ? "" : ", did you mean '" + nearest + "'?";
    }

    /** Levenshtein's distance: the fewest characters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
