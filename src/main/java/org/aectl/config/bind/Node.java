package org.aectl.config.bind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.aectl.base.Counts;
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

    Kind kind();

    /** What a value is before it is known what is wanted there. */
    enum Kind {
        /** {@code null}, or nothing at all. */
        NONE,
        BOOLEAN,
        WHOLE_NUMBER,
        NUMBER,
        TEXT,
        LIST,
        OBJECT
    }

    /** A single value as it was written; empty for a list or an object. */
    default String text() {
        return "";
    }

    /** An Integer, Long, BigInteger or Double; null if it is none. */
    default @Nullable Number number() {
        return null;
    }

    /** The elements of a list; any other value is the only one. */
    default List<Node> items() {
        return List.of(this);
    }

    /** The key's path, as it is given to {@code --set}. */
    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The value of a key, or the element of this number; null where there is none. */
    default @Nullable Node at(String key) {
        return null;
    }

    /** As {@link #at}, after making the object that is not there yet where there can be one. */
    default @Nullable Node enter(String key, SourceLocation from) {
        return at(key);
    }

    /** Gives a key or an element another value; false where there cannot be such a one. */
    default boolean put(String key, Node value) {
        return false;
    }

    /** Says that there is nothing of this name in it. */
    default String without(String key) {
        return "is " + shown() + ", which has no " + key + " in it";
    }

    /** Whether it is no list and no object. */
    default boolean isSingle() {
        return kind() != Kind.LIST && kind() != Kind.OBJECT;
    }

    /** Whether a key was given; {@code key: null} and {@code key:} mean that it was not. */
    static boolean isAbsent(@Nullable Node node) {
        return node == null || node.kind() == Kind.NONE;
    }

    /**
     * A single value.
     *
     * @param text as it was written
     */
    record Scalar(Kind kind, @Nullable Number number, String text, SourceLocation place) implements Node {
        @Override
        public String shown() {
            if (text.isEmpty()) {
                return "empty";
            }
            if (kind == Kind.TEXT && LOOKS_OTHERWISE.matcher(text).matches()) {
                return '"' + text + '"';
            }
            return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
        }
    }

    /** A list. */
    record Sequence(List<Node> items, SourceLocation place) implements Node {
        @Override
        public Kind kind() {
            return Kind.LIST;
        }

        @Override
        public @Nullable Node at(String key) {
            int index = index(key);
            return index < 0 ? null : items.get(index);
        }

        @Override
        public boolean put(String key, Node value) {
            int index = index(key);
            if (index >= 0) {
                items.set(index, value);
            }
            return index >= 0;
        }

        @Override
        public String without(String key) {
            return "has " + Counts.of(items.size(), "element") + ", counted from 0, and no " + key;
        }

        private int index(String key) {
            int index = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
            return index < items.size() ? index : -1;
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /** An object; its map can be changed until it is bound. */
    record Mapping(Map<String, Node> entries, SourceLocation place) implements Node {
        @Override
        public Kind kind() {
            return Kind.OBJECT;
        }

        @Override
        public @Nullable Node at(String key) {
            return entries.get(key);
        }

        @Override
        public Node enter(String key, SourceLocation from) {
            return entries.compute(
                    key, (name, node) -> isAbsent(node) ? new Mapping(new LinkedHashMap<>(), from) : node);
        }

        @Override
        public boolean put(String key, Node value) {
            entries.put(key, value);
            return true;
        }

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
