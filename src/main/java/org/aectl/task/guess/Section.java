package org.aectl.task.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys of one part of a config in YAML, with the reason for each. */
final class Section {
    /** Words that YAML takes as they are for text; numbers, true and no are none. */
    private static final Pattern PLAIN =
            Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n|nan|inf)$)[A-Za-z/][A-Za-z0-9_./-]*");

    private record Key(String text, String why) {}

    private final String name;
    private final List<Key> keys = new ArrayList<>();

    Section(String name) {
        this.name = name;
    }

    /**
     * Adds a key.
     *
     * @param value in YAML
     * @param why may be empty
     */
    Section add(String key, Object value, String why) {
        keys.add(new Key(key + ": " + value, why));
        return this;
    }

    /** Adds a key whose value is text, unless there is none. */
    Section addText(String key, @Nullable String value, String why) {
        return value == null ? this : add(key, text(value), why);
    }

    /** Adds a key whose value is a list of words, unless it is empty. */
    Section addTexts(String key, List<String> values, String why) {
        return values.isEmpty()
                ? this
                : add(key, values.stream().map(Section::text).collect(Collectors.joining(", ", "[", "]")), why);
    }

    private static String text(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return value.codePoints().mapToObj(Section::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    /** A character between quotes; YAML allows no control characters. */
    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        return Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c);
    }

    /** The lines of the section; reasons stand below each other as comments. */
    List<String> lines() {
        int width = keys.stream()
                .mapToInt(key -> key.text.length())
                .filter(length -> length <= 40)
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>(List.of(name + ":"));
        for (Key key : keys) {
            lines.add("  "
                    + (key.why.isEmpty()
                            ? key.text
                            : ("%-" + Math.max(1, width) + "s  # %s").formatted(key.text, key.why)));
        }
        return lines;
    }
}
