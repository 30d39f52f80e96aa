package org.aectl.config.bind;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Applies {@code --set key.path=value} to the tree of a config file. */
public final class Overrides {
    private final Node.Mapping root;
    private final Problems problems;

    public Overrides(Node.Mapping root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** @param override {@code key.path=value}; the value is YAML, {@code null} brings back the default */
    public void apply(String override) {
        SourceLocation place = new SourceLocation("--set " + override, SourceLocation.OVERRIDE, Path.of(""));
        int equals = override.indexOf('=');
        String value = override.substring(equals + 1).strip();
        if (equals < 1 || value.isEmpty()) {
            problems.add(place, "must be key.path=value; the value null brings back the default");
            return;
        }
        Node node;
        try {
            node = TreeReader.read(value, TreeReader.YAML, line -> place, problems);
        } catch (InvalidInputException e) {
            problems.add(
                    place,
                    "the value is no YAML"
                            + e.lines().get(0).substring(place.toString().length()));
            return;
        }
        put(List.of(override.substring(0, equals).strip().split("\\.", -1)), node, place);
    }

    private void put(List<String> keys, Node value, SourceLocation place) {
        Node holder = root;
        String path = "";
        for (String key : keys.subList(0, keys.size() - 1)) {
            Node next = step(holder, path, key, place);
            if (next == null) {
                return;
            }
            holder = next;
            path = Node.child(path, key);
        }
        String last = keys.get(keys.size() - 1);
        if (holder instanceof Node.Mapping mapping) {
            mapping.entries().put(last, value);
        } else if (holder instanceof Node.Sequence list) {
            int index = index(list, path, last, place);
            if (index >= 0) {
                list.items().set(index, value);
            }
        } else {
            problems.add(place, path + " is " + holder.shown() + ", which has no " + last + " in it");
        }
    }

    /** The node one key further down; objects that are not there yet are made. */
    private @Nullable Node step(Node holder, String path, String key, SourceLocation place) {
        if (holder instanceof Node.Mapping mapping) {
            Node next = mapping.entries().get(key);
            if (next == null || Node.isAbsent(next)) {
                next = new Node.Mapping(new LinkedHashMap<>(), place);
                mapping.entries().put(key, next);
            }
            return next;
        }
        if (holder instanceof Node.Sequence list) {
            int index = index(list, path, key, place);
            return index < 0 ? null : list.items().get(index);
        }
        problems.add(place, path + " is " + holder.shown() + ", which has no " + key + " in it");
        return null;
    }

    /** -1, with a problem, if the list has no such element. */
    private int index(Node.Sequence list, String path, String key, SourceLocation place) {
        int index = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
        if (index >= 0 && index < list.items().size()) {
            return index;
        }
        problems.add(
                place, path + " has " + Counts.of(list.items().size(), "element") + ", counted from 0, and no " + key);
        return -1;
    }
}
