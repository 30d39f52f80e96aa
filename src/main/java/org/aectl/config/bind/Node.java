package org.aectl.config.bind;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value of a config file before it is bound, which still knows where it was written. */
public sealed interface Node {
    /** Longer values are cut in messages. */
    int MOST_CHARACTERS = 60;

    /** A text of this form was written in quotes: without them it would be a number, a truth value or nothing. */
    Pattern LOOKS_OTHERWISE = Pattern.compile(
            "[-+]?(0|[1-9][0-9]{0,40}|[0-9]{0,20}\\.[0-9]{1,20}|[0-9]{1,20}\\.)(e[-+]?[0-9]{1,9})?|true|false|null|~",
            Pattern.CASE_INSENSITIVE);

    /** Where it was written; for the value of a key, where the key is. */
    SourceLocation place();

    /** How messages show it. */
    String shown();

    /** The key's path, as it is given to {@code --set}. */
    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The value of a key, or the element of this number; null where there is none. */
    default @Nullable Node at(String key) {
        if (this instanceof Sequence list) {
            int index = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
            return index >= 0 && index < list.items().size() ? list.items().get(index) : null;
        }
        return this instanceof Mapping mapping ? mapping.entries().get(key) : null;
    }

    /** Whether a key was given; {@code key: null} and {@code key:} mean that it was not. */
    static boolean isAbsent(@Nullable Node node) {
        return node == null || (node instanceof Scalar scalar && scalar.value() == null);
    }

    /**
     * A single value.
     *
     * @param value a String, Integer, Long, BigInteger, Double, Boolean or null
     * @param text as it was written
     */
    record Scalar(@Nullable Object value, String text, SourceLocation place) implements Node {
        @Override
        public String shown() {
            if (text.isEmpty()) {
                return "empty";
            }
            if (value instanceof String && LOOKS_OTHERWISE.matcher(text).matches()) {
                return '"' + text + '"';
            }
            return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
        }
    }

    /** A list. */
    record Sequence(List<Node> items, SourceLocation place) implements Node {
        @Override
        public String shown() {
            return "a list";
        }
    }

    /** An object; its map can be changed until it is bound. */
    record Mapping(Map<String, Node> entries, SourceLocation place) implements Node {
        @Override
        public String shown() {
            return "an object";
        }

        /** Where a path was written, or the nearest object around it that was. */
        public SourceLocation placeOf(String path) {
            Node node = this;
            for (String key : path.split("\\.", -1)) {
                Node next = node.at(key);
                if (next == null) {
                    return node == this ? place.withoutLine() : node.place();
                }
                node = next;
            }
            return node.place();
        }
    }
}
