package org.aectl.config.bind;

import java.nio.file.Path;
import java.util.List;
import org.aectl.base.InvalidInputException;

/** Applies {@code --set key.path=value} to the tree of a config file. */
public record Overrides(Node.Mapping root, Problems problems) {
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
            Node next = holder.enter(key, place);
            if (next == null) {
                problems.add(place, path + " " + holder.without(key));
                return;
            }
            holder = next;
            path = Node.child(path, key);
        }
        String last = keys.get(keys.size() - 1);
        if (!holder.put(last, value)) {
            problems.add(place, path + " " + holder.without(last));
        }
    }
}
