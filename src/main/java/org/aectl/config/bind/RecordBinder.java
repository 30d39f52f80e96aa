package org.aectl.config.bind;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds a tree to the config's records. It is our own because Jackson's databind stops at the first problem, knows no
 * line once an override has changed the tree, and lets unknown, missing and misspelt keys pass or names them in a
 * programmer's words.
 */
public final class RecordBinder {
    private final Problems problems;
    private final ScalarBinder scalars;
    private final Set<String> allPaths;
    private final Map<String, Object> bound = new LinkedHashMap<>();

    /** @param root the type of the whole config */
    public RecordBinder(Class<? extends Record> root, Problems problems) {
        this.problems = problems;
        this.allPaths = ConfigKey.paths(root, "");
        this.scalars = new ScalarBinder(problems);
    }

    /** Null if there is a problem anywhere in it. */
    public <T extends Record> @Nullable T bindRoot(Class<T> type, Node.Mapping root) {
        return type.cast(bindMapping(type, root, ""));
    }

    /** The record at a path, if it is free of problems, whatever there is beside it. */
    public <T extends Record> @Nullable T at(String path, Class<T> type) {
        return type.cast(bound.get(path));
    }

    private @Nullable Object bind(Class<?> type, Node node, String path) {
        if (node instanceof Node.Mapping mapping) {
            return bindMapping(type, mapping, path);
        }
        Optional<Node.Mapping> meant = Shorthand.taken(type, node);
        if (meant.isPresent()) {
            return bindMapping(type, meant.get(), path);
        }
        problems.add(
                node.place(),
                path + " must be an object such as " + Shorthand.object(type, node) + ", was " + node.shown());
        return null;
    }

    private @Nullable Object bindMapping(Class<?> type, Node.Mapping mapping, String path) {
        int before = problems.count();
        KnownKeys known = new KnownKeys(type, mapping, allPaths);
        mapping.entries().forEach((name, node) -> {
            if (!known.names().contains(name)) {
                problems.add(node.place(), () -> known.explainUnknown(path, name));
            }
        });
        Object value = type.isSealed() ? variant(type, mapping, path) : record(type, mapping, path);
        if (value == null || problems.count() > before) {
            return null;
        }
        bound.put(path, value);
        return value;
    }

    private @Nullable Object variant(Class<?> sealed, Node.Mapping mapping, String path) {
        Node node = mapping.entries().get(ConfigKey.TYPE);
        String typePath = Node.child(path, ConfigKey.TYPE);
        Map<String, Class<?>> variants = EnumNames.variants(sealed);
        Optional<Class<?>> chosen = KnownKeys.chosen(sealed, mapping);
        if (chosen.isPresent()) {
            return record(chosen.get(), mapping, path);
        }
        if (node != null && node.isSingle() && !Node.isAbsent(node)) {
            return scalars.unknownWord(node, typePath, variants);
        }
        String words = "one of " + String.join(", ", variants.keySet());
        if (node == null || Node.isAbsent(node)) {
            problems.add(mapping.place().withoutLine(), typePath + " is missing (" + words + ")");
        } else {
            problems.add(node.place(), typePath + " must be " + words + ", was " + node.shown());
        }
        return null;
    }

    private @Nullable Object record(Class<?> type, Node.Mapping mapping, String path) {
        int before = problems.count();
        List<@Nullable Object> values = new ArrayList<>();
        for (ConfigKey key : ConfigKey.of(type)) {
            values.add(key.isInline() ? variant(key.type(), mapping, path) : value(key, mapping, path));
        }
        return problems.count() > before ? null : construct(type, values);
    }

    private @Nullable Object value(ConfigKey key, Node.Mapping mapping, String holderPath) {
        String path = Node.child(holderPath, key.name());
        Node node = mapping.entries().get(key.name());
        if (node == null || Node.isAbsent(node)) {
            String text = key.defaultText();
            if (text == null) {
                if (!key.isOptional()) {
                    problems.add(mapping.place().withoutLine(), path + " is missing (" + phrase(key.doc()) + ")");
                }
                return null;
            }
            SourceLocation place = mapping.place();
            node = TreeReader.read(text, TreeReader.YAML, line -> place, problems);
        }
        return key.isList() ? list(key, node, path) : element(key, node, path);
    }

    private @Nullable Object element(ConfigKey key, Node node, String path) {
        Class<?> type = key.valueType();
        boolean isObject = type.isRecord() || type.isSealed();
        return isObject ? bind(type, node, path) : scalars.bind(type, node, path, key.range());
    }

    private @Nullable List<?> list(ConfigKey key, Node node, String path) {
        int before = problems.count();
        boolean isList = node.kind() == Node.Kind.LIST;
        if (!isList && !key.isOneOrList()) {
            problems.add(
                    node.place(),
                    path + " must be a list such as " + Shorthand.list(key, node) + ", was " + node.shown());
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Node item : node.items()) {
            String place = isList ? Node.child(path, String.valueOf(values.size())) : path;
            values.add(key.mayHaveGaps() && Node.isAbsent(item) ? null : element(key, item, place));
        }
        return problems.count() > before ? null : Collections.unmodifiableList(values);
    }

    private static Object construct(Class<?> type, List<@Nullable Object> values) {
        try {
            Class<?>[] types = ConfigKey.of(type).stream().map(ConfigKey::type).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }

    /** "Number of code units." as it stands in brackets; abbreviations keep their capitals. */
    private static String phrase(String doc) {
        boolean isWord = doc.length() > 1 && Character.isLowerCase(doc.charAt(1));
        String start = isWord ? doc.substring(0, 1).toLowerCase(Locale.ROOT) : doc.substring(0, 1);
        return (start + doc.substring(1)).replaceAll("\\.$", "");
    }
}
