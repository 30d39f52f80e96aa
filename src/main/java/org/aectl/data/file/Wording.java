package org.aectl.data.file;

import java.util.Collection;
import java.util.List;
import org.aectl.base.NearestWord;
import org.aectl.base.PlainText;

/** Wording of error messages. */
public final class Wording {
    private static final int LONGEST_LIST = 12;
    private static final int LONGEST_VALUE = 40;

    private Wording() {}

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
        return PlainText.oneLine(start);
    }

    /** {@code ", did you mean 'X'?"} where a known word is near, otherwise empty. */
    public static String suggestion(String word, Collection<String> known) {
        return NearestWord.of(word, known)
                .map(near -> ", did you mean " + quote(near) + "?")
                .orElse("");
    }
}
