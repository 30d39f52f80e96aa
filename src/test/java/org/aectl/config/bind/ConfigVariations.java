package org.aectl.config.bind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Makes configs of every shape from the records: each key alone beside what is required, all keys at once, each record of
 * each sealed interface, each word of each enum. Rules refuse a few of them.
 */
public final class ConfigVariations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLMapper YAML = new YAMLMapper();

    private ConfigVariations() {}

    /** A config and the JSON it was read from. */
    public record Variation(String json, ExperimentConfig config) {}

    /** Those that the rules accept. */
    public static List<Variation> accepted() {
        List<Variation> accepted = new ArrayList<>();
        for (ObjectNode tree : objects(ExperimentConfig.class)) {
            tree.put("name", "sample");
            if (tree.get("model") instanceof ObjectNode model) {
                addCompanions(model);
            }
            if (tree.path("data").path(ConfigKey.TYPE).asString("").equals("builtin")) {
                ((ObjectNode) tree.get("data")).put("name", "mnist");
            }
            if (tree.get("data") instanceof ObjectNode data && data.has("channels")) {
                data.set("shape", NODES.arrayNode().add(2).add(3).add(1));
            }
            String json = tree.toString();
            try {
                accepted.add(new Variation(json, ConfigLoader.parse(json, "sample.json")));
            } catch (InvalidInputException expected) {
                // Two of its keys contradict each other.
            }
        }
        return accepted;
    }

    /** What the rules want beside a family or a penalty. */
    private static void addCompanions(ObjectNode model) {
        String sparsity = model.path("sparsity").path(ConfigKey.TYPE).asString("");
        if (sparsity.equals("kl")) {
            model.put("codeActivation", "sigmoid");
            model.set("encoder", NODES.objectNode().put("activation", "tanh"));
        } else if (sparsity.equals("top-k")) {
            model.put("latent", 8);
        }
        if (model.has("contraction")) {
            model.put("codeActivation", "sigmoid");
            model.set("encoder", YAML.readTree("{ layers: [] }"));
        }
        String family = model.path(ConfigKey.TYPE).asString("");
        if (model.path("kl").has("cycleEpochs")) {
            ((ObjectNode) model.get("kl")).put("warmupEpochs", 2).put("cycleEpochs", 2.5);
        }
        if (model.path("pretraining").path("sparsity").has("k")) {
            ((ObjectNode) model.get("pretraining").get("sparsity")).put("k", 1);
        }
        if (model.has("kl") || model.has("bound") || model.path("samples").asInt(1) > 1) {
            family = "vae";
            model.put(ConfigKey.TYPE, family);
            if (model.has("bound")) {
                model.put("samples", 2);
            }
        }
        if (family.equals("sae") && !model.has("pretraining")) {
            model.set("pretraining", YAML.readTree("{ epochs: 2 }"));
        }
        if (model.has("pretraining")) {
            addLayers(model);
        }
        if (family.equals("dae") && !model.has("noise")) {
            model.set("noise", YAML.readTree("{ type: masking, probability: 0.5 }"));
        } else if (family.equals("sparse") && !model.has("sparsity")) {
            model.set("sparsity", YAML.readTree("{ type: l1, beta: 1 }"));
        }
    }

    /** Two hidden layers and so three stages, of sigmoid units, which every sparsity can act on. */
    private static void addLayers(ObjectNode model) {
        model.set("encoder", YAML.readTree("{ layers: [5, 4], activation: sigmoid }"));
        model.put("codeActivation", "sigmoid");
        for (JsonNode list : model.path("pretraining")) {
            if (list instanceof ArrayNode stages) {
                while (stages.size() > 3) {
                    stages.remove(3);
                }
                while (stages.size() == 2) {
                    stages.add(stages.get(0));
                }
            }
        }
    }

    /** Paths of the keys that a config has, and for {@code type} also the word. */
    public static Set<String> paths(JsonNode tree, String path) {
        Set<String> paths = new TreeSet<>();
        tree.propertyStream().forEach(entry -> {
            String below = Node.child(path, entry.getKey());
            paths.add(below);
            if (entry.getKey().equals(ConfigKey.TYPE)) {
                paths.add(below + "=" + entry.getValue().stringValue());
            }
            paths.addAll(paths(entry.getValue(), below));
        });
        return paths;
    }

    private static List<ObjectNode> objects(Class<?> type) {
        List<ObjectNode> objects = new ArrayList<>();
        if (type.isSealed()) {
            EnumNames.variants(type).forEach((word, variant) -> {
                for (ObjectNode fields : objects(variant)) {
                    ObjectNode object = NODES.objectNode().put(ConfigKey.TYPE, word);
                    objects.add(object.setAll(fields));
                }
            });
            return objects;
        }
        ObjectNode required = NODES.objectNode();
        ObjectNode all = NODES.objectNode();
        for (ConfigKey key : ConfigKey.of(type)) {
            List<JsonNode> values = values(key);
            // The last source is a synthetic one, which every other key of the data may stand beside.
            JsonNode value = values.get(key.isInline() ? values.size() - 1 : 0);
            if (key.defaultText() == null && !key.isOptional()) {
                put(required, key, value);
            }
            put(all, key, value);
        }
        objects.add(required);
        objects.add(all);
        for (ConfigKey key : ConfigKey.of(type)) {
            for (JsonNode value : values(key)) {
                ObjectNode object = required.deepCopy();
                if (key.isInline()) {
                    object.removeAll();
                    ConfigKey.of(type).stream()
                            .filter(other -> !other.isInline() && required.has(other.name()))
                            .forEach(other -> object.set(other.name(), required.get(other.name())));
                }
                put(object, key, value);
                objects.add(object);
            }
        }
        return objects;
    }

    private static void put(ObjectNode object, ConfigKey key, JsonNode value) {
        if (key.isInline()) {
            object.setAll((ObjectNode) value);
        } else {
            object.set(key.name(), value);
        }
    }

    private static List<JsonNode> values(ConfigKey key) {
        Class<?> type = key.type();
        List<JsonNode> values = new ArrayList<>();
        if (type.isRecord() || type.isSealed()) {
            values.addAll(objects(type));
        } else if (type.isEnum()) {
            EnumNames.constants(type).keySet().forEach(word -> values.add(NODES.stringNode(word)));
        } else if (type == Path.class) {
            values.add(NODES.stringNode("/data/" + key.name() + ".npz"));
        } else if (key.isOneOrList()
                && (key.elementType().isRecord() || key.elementType().isSealed())) {
            List<ObjectNode> elements = objects(key.elementType());
            values.addAll(elements);
            values.add(NODES.arrayNode().addAll(elements));
        } else if (type == List.class) {
            values.add(NODES.arrayNode().add(2).add(3));
            if (key.isOneOrList()) {
                values.add(NODES.numberNode(2));
            }
        } else if (key.defaultText() != null) {
            values.add(YAML.readTree(Objects.requireNonNull(key.defaultText())));
        } else {
            values.add(type == String.class ? NODES.stringNode("sample") : number(type));
        }
        return values;
    }

    private static JsonNode number(Class<?> type) {
        boolean isFraction = type == double.class || type == Double.class;
        return isFraction ? NODES.numberNode(0.25) : NODES.numberNode(3);
    }
}
