package org.aectl.config.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.aectl.base.JsonText;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.bind.ConfigKey;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.bind.Range;
import org.aectl.config.bind.Shorthand;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Describes the config's records as JSON Schema (draft 2020-12), which editors complete and check from. */
public final class ConfigSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Keys that the loader fills in itself when they are left out. */
    private static final Set<String> FILLED_IN = Set.of("name");

    private ConfigSchema() {}

    /** The schema as indented JSON; the same text for the same records. */
    public static String toJson() {
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "aectl experiment");
        schema.setAll(object(ExperimentConfig.class));
        ObjectNode reference = NODES.objectNode().put("description", "Where an editor finds this schema.");
        ((ObjectNode) schema.get("properties")).set(ConfigLoader.SCHEMA_KEY, reference.put("type", "string"));
        return JsonText.of(schema);
    }

    /** An object for a record; for a sealed interface, or what holds an inline one, an object by its type. */
    private static ObjectNode object(Class<?> type) {
        if (type.isSealed()) {
            return byType(type, null, List.of());
        }
        List<ConfigKey> keys = ConfigKey.of(type);
        for (ConfigKey key : keys) {
            if (key.isInline()) {
                return byType(
                        key.type(),
                        key,
                        keys.stream().filter(other -> !other.isInline()).toList());
            }
        }
        return properties(keys, null);
    }

    /**
     * For each word of {@code type} the keys that go with it. Not by {@code oneOf}: whoever mistypes one key would be told
     * what is wrong with it by each of the other types too.
     */
    private static ObjectNode byType(Class<?> sealed, @Nullable ConfigKey inline, List<ConfigKey> besides) {
        Default usual = inline == null ? sealed.getAnnotation(Default.class) : null;
        ArrayNode words = NODES.arrayNode();
        ArrayNode rules = NODES.arrayNode();
        List<String> docs = new ArrayList<>();
        EnumNames.variants(sealed).forEach((word, variant) -> {
            List<ConfigKey> keys = new ArrayList<>(ConfigKey.of(variant));
            keys.addAll(besides);
            words.add(word);
            Doc doc = variant.getAnnotation(Doc.class);
            docs.add(doc == null ? word : word + " (" + doc.value().replaceFirst("\\.$", "") + ")");
            boolean mayBeLeftOut = usual != null && usual.value().equals(word);
            ObjectNode rule = NODES.objectNode();
            rule.set("if", isOfType(word, mayBeLeftOut));
            rule.set("then", properties(keys, word));
            rules.add(rule);
        });
        ObjectNode type = NODES.objectNode().put("description", "Which it is: " + String.join("; ", docs) + ".");
        type.set("enum", words);
        ObjectNode node = NODES.objectNode().put("type", "object");
        node.set("properties", NODES.objectNode().set(ConfigKey.TYPE, type));
        if (usual == null) {
            node.set("required", NODES.arrayNode().add(ConfigKey.TYPE));
        } else {
            type.put("default", usual.value());
        }
        node.set("allOf", rules);
        return node;
    }

    /** The condition that an object is of a type, which it is without a word if that may be left out. */
    private static ObjectNode isOfType(String word, boolean mayBeLeftOut) {
        ObjectNode condition = NODES.objectNode();
        ObjectNode type = NODES.objectNode().put("const", word);
        condition.set("properties", NODES.objectNode().set(ConfigKey.TYPE, type));
        if (!mayBeLeftOut) {
            condition.set("required", NODES.arrayNode().add(ConfigKey.TYPE));
        }
        return condition;
    }

    /** @param word which {@code type} has these keys; null where they have none */
    private static ObjectNode properties(List<ConfigKey> keys, @Nullable String word) {
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        if (word != null) {
            properties.set(ConfigKey.TYPE, NODES.objectNode().put("const", word).put("description", "Which it is."));
        }
        for (ConfigKey key : keys) {
            properties.set(key.name(), property(key));
            boolean isFilledIn =
                    key.component().getDeclaringRecord() == ExperimentConfig.class && FILLED_IN.contains(key.name());
            if (key.defaultText() == null && !key.isOptional() && !isFilledIn) {
                required.add(key.name());
            }
        }
        ObjectNode node = NODES.objectNode().put("type", "object");
        node.set("properties", properties);
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        return node.put("additionalProperties", false);
    }

    private static ObjectNode property(ConfigKey key) {
        ObjectNode node = NODES.objectNode();
        if (!key.doc().isEmpty()) {
            node.put("description", key.doc());
        }
        if (key.isOneOrList()) {
            node.set("if", NODES.objectNode().put("type", "array"));
            node.set("then", array(key));
            node.set("else", value(key.elementType(), key.range()));
        } else if (key.isList()) {
            node.setAll(array(key));
        } else {
            node.setAll(value(key.type(), key.range()));
        }
        String text = key.defaultText();
        if (text != null) {
            node.set("default", YAML.readTree(text));
        }
        return node;
    }

    private static ObjectNode array(ConfigKey key) {
        ObjectNode node = NODES.objectNode().put("type", "array");
        ObjectNode item = value(key.elementType(), key.range());
        if (key.mayHaveGaps()) {
            ObjectNode orGap = NODES.objectNode();
            orGap.set("if", NODES.objectNode().put("type", "null"));
            orGap.set("else", item);
            item = orGap;
        }
        node.set("items", item);
        return node;
    }

    private static ObjectNode value(Class<?> type, @Nullable Range range) {
        ObjectNode node = NODES.objectNode();
        if (type.isEnum()) {
            ArrayNode words = NODES.arrayNode();
            EnumNames.constants(type).keySet().forEach(words::add);
            node.set("enum", words);
        } else if (type == boolean.class || type == Boolean.class) {
            node.put("type", "boolean");
        } else if (type == String.class || type == Path.class) {
            // The loader takes a number as the text it is written as: label: 3.
            node.set("type", NODES.arrayNode().add("string").add("number"));
        } else if (type.isRecord() || type.isSealed()) {
            return orShort(type);
        } else {
            boolean isFraction = type == double.class || type == Double.class;
            node.put("type", isFraction ? "number" : "integer");
        }
        if (range != null) {
            limit(node, "minimum", range.min());
            limit(node, "maximum", range.max());
            limit(node, "exclusiveMinimum", range.above());
            limit(node, "exclusiveMaximum", range.below());
        }
        return node;
    }

    /** An object, or what stands for one. */
    private static ObjectNode orShort(Class<?> type) {
        ArrayNode shorts = NODES.arrayNode();
        List<String> words = Shorthand.words(type);
        if (!words.isEmpty()) {
            ArrayNode known = NODES.arrayNode();
            words.forEach(known::add);
            shorts.add(NODES.objectNode().set("enum", known));
        }
        Shorthand.key(type)
                .ifPresent(key -> shorts.add(key.isList() ? array(key) : value(key.valueType(), key.range())));
        if (Shorthand.isPlace(type)) {
            shorts.add(NODES.objectNode().put("type", "string"));
        }
        if (shorts.isEmpty()) {
            return object(type);
        }
        ObjectNode node = NODES.objectNode();
        node.set("if", NODES.objectNode().put("type", "object"));
        node.set("then", object(type));
        node.set("else", shorts.size() == 1 ? shorts.get(0) : NODES.objectNode().set("anyOf", shorts));
        return node;
    }

    private static void limit(ObjectNode node, String word, double bound) {
        if (Double.isFinite(bound)) {
            JsonNode number = bound == Math.rint(bound) ? NODES.numberNode((long) bound) : NODES.numberNode(bound);
            node.set(word, number);
        }
    }
}
