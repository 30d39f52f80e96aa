package org.aectl.task.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.config.load.ConfigWriter;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.MetricsFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Says in what two runs differ: in the keys of their configs, and in what came of them. */
public final class CompareTask {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CompareTask() {}

    /**
     * What differs.
     *
     * @param a name of the first run
     * @param b name of the second run
     * @param config keys, in the config's order, with values as they were resolved
     * @param metrics the followed metric, its best value, epochs, seconds, and the losses of the last epoch
     */
    public record CompareResult(String a, String b, List<Difference> config, List<Difference> metrics) {}

    /**
     * One difference.
     *
     * @param key as {@code --set} takes it, such as {@code model.encoder.layers}; a list is one value
     * @param a value in the first run; null where it has none
     * @param b value in the second run; null where it has none
     */
    public record Difference(
            String key, @Nullable JsonNode a, @Nullable JsonNode b) {}

    /** Compares two runs. */
    public static CompareResult run(RunFolder a, RunFolder b) throws IOException {
        return new CompareResult(
                a.name(), b.name(), differences(config(a), config(b)), differences(metrics(a), metrics(b)));
    }

    private static Map<String, JsonNode> config(RunFolder run) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        flatten("", ConfigWriter.toTree(run.config()), values);
        return values;
    }

    /** The values by their dotted keys; a list is one value. */
    private static void flatten(String path, JsonNode node, Map<String, JsonNode> values) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(entry -> flatten(child(path, entry.getKey()), entry.getValue(), values));
        } else {
            values.put(path, node);
        }
    }

    private static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static Map<String, JsonNode> metrics(RunFolder run) throws IOException {
        Manifest manifest = run.manifest();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("metric", NODES.stringNode(manifest.metric()));
        Double best = manifest.bestValue();
        if (best != null) {
            values.put("best", NODES.numberNode(best.doubleValue()));
        }
        values.put("epochs", NODES.numberNode(manifest.epochs()));
        values.put("seconds", NODES.numberNode(manifest.seconds()));
        MetricsFile.lastLosses(run.metrics())
                .forEach((name, loss) -> values.put(name, NODES.numberNode(loss.doubleValue())));
        return values;
    }

    private static List<Difference> differences(Map<String, JsonNode> a, Map<String, JsonNode> b) {
        return keys(a, b).stream()
                .filter(key -> !Objects.equals(a.get(key), b.get(key)))
                .map(key -> new Difference(key, a.get(key), b.get(key)))
                .toList();
    }

    /** The first run's keys in their order, with those that only the second has behind their neighbours there. */
    private static List<String> keys(Map<String, JsonNode> a, Map<String, JsonNode> b) {
        List<String> keys = new ArrayList<>(a.keySet());
        int place = 0;
        for (String key : b.keySet()) {
            int known = keys.indexOf(key);
            if (known < 0) {
                keys.add(place, key);
            }
            place = known < 0 ? place + 1 : known + 1;
        }
        return keys;
    }
}
