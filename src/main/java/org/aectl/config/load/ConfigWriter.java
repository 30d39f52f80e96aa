package org.aectl.config.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.base.JsonText;
import org.aectl.base.RemotePath;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.bind.ConfigKey;
import org.aectl.config.bind.EnumNames;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes a resolved config with every key, defaults included, so that it no longer depends on this version's defaults. */
public final class ConfigWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private ConfigWriter() {}

    /** The config as YAML, which {@link ConfigLoader#parse} reads back to an equal one. */
    public static String toYaml(ExperimentConfig config) {
        return YAML.writeValueAsString(toTree(config));
    }

    /** The config as indented JSON with a line break at the end. */
    public static String toJson(ExperimentConfig config) {
        return JsonText.of(toTree(config));
    }

    /** The config as a tree: {@code type} first, keys without a value left out. */
    public static ObjectNode toTree(ExperimentConfig config) {
        return object(config);
    }

    private static ObjectNode object(Object holder) {
        ObjectNode object = NODES.objectNode();
        if (isVariant(holder.getClass())) {
            object.put(ConfigKey.TYPE, EnumNames.of(holder.getClass()));
        }
        for (ConfigKey key : ConfigKey.of(holder.getClass())) {
            Object value = key.read(holder);
            if (value != null && key.isInline()) {
                object.setAll(object(value));
            } else if (value != null) {
                object.set(key.name(), key.isList() ? list(key, (List<?>) value) : node(key.valueType(), value));
            }
        }
        return object;
    }

    private static boolean isVariant(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    private static JsonNode list(ConfigKey key, List<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(item -> array.add(item == null ? NODES.nullNode() : node(key.valueType(), item)));
        return key.isOneOrList() && array.size() == 1 && values.get(0) != null ? array.get(0) : array;
    }

    private static JsonNode node(Class<?> type, Object value) {
        if (type.isRecord() || type.isSealed()) {
            return object(value);
        }
        if (type.isEnum()) {
            return NODES.stringNode(EnumNames.of((Enum<?>) value));
        }
        return type == Path.class ? NODES.stringNode(RemotePath.uri((Path) value)) : YAML.valueToTree(value);
    }
}
