package org.aectl.config.bind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aectl.base.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * What is meant where a word, a number or a list stands in place of an object: {@code adam} is {@code { type: adam }},
 * {@code [256, 128]} is {@code { layers: [256, 128] }}. Taken where nothing else can be meant, else shown in an error.
 */
public final class Shorthand {
    private static final String UNKNOWN = "...";

    private Shorthand() {}

    /** The object that a value stands for; empty where another could be meant, or something is missing in it. */
    static Optional<Node.Mapping> taken(Class<?> type, Node node) {
        if (words(type).contains(node.text())) {
            return Optional.of(mapping(node.text(), null, node));
        }
        Optional<ConfigKey> only = key(type);
        if (only.isPresent()) {
            return only.filter(key -> key.isList() == (node.kind() == Node.Kind.LIST))
                    .filter(key -> fits(key, key.valueType(), node))
                    .map(key -> mapping(null, key, node));
        }
        if (!isPlace(type) || node.kind() != Node.Kind.TEXT) {
            return Optional.empty();
        }
        return variants(type).entrySet().stream()
                .flatMap(variant -> fitting(variant.getValue(), node, variant.getKey()).stream()
                        .filter(key -> isAllThatIsRequired(key, ConfigKey.of(variant.getValue())))
                        .map(key -> mapping(variant.getKey(), key, node)))
                .findFirst();
    }

    /** Words that stand for whole objects of this type: those of {@code type} that need no other key. */
    public static List<String> words(Class<?> type) {
        return variants(type).entrySet().stream()
                .filter(variant -> ConfigKey.of(variant.getValue()).stream().noneMatch(Shorthand::isRequired))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The key that a value alone is of: the first one, which an object is about, of the usual variant; empty where it is not enough. */
    public static Optional<ConfigKey> key(Class<?> type) {
        Class<?> choice = ConfigKey.choice(type);
        Default usual = choice == null ? null : choice.getAnnotation(Default.class);
        if (choice != null && usual == null) {
            return Optional.empty();
        }
        List<ConfigKey> keys = ConfigKey.of(
                usual == null ? type : Objects.requireNonNull(variants(type).get(usual.value())));
        return Optional.of(keys.get(0)).filter(key -> isAllThatIsRequired(key, keys));
    }

    /** Whether the name of a file, or another one, tells which variant is meant. */
    public static boolean isPlace(Class<?> type) {
        return key(type).isEmpty()
                && variants(type).values().stream()
                        .flatMap(variant -> ConfigKey.of(variant).stream())
                        .anyMatch(key -> key.type() == Path.class);
    }

    private static Map<String, Class<?>> variants(Class<?> type) {
        Class<?> choice = ConfigKey.choice(type);
        return choice == null ? Map.of() : EnumNames.variants(choice);
    }

    private static boolean isAllThatIsRequired(ConfigKey given, List<ConfigKey> keys) {
        return keys.stream().noneMatch(key -> isRequired(key) && !key.name().equals(given.name()));
    }

    private static Node.Mapping mapping(@Nullable String word, @Nullable ConfigKey key, Node node) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (word != null) {
            entries.put(ConfigKey.TYPE, new Node.Scalar(Node.Kind.TEXT, null, word, node.place()));
        }
        if (key != null) {
            entries.put(key.name(), node);
        }
        return new Node.Mapping(entries, node.place());
    }

    /** The object of this type that a value seems to stand for; some object of the type where it says nothing. */
    static String object(Class<?> type, Node node) {
        Class<?> choice = ConfigKey.choice(type);
        return choice == null ? record(type, node) : variant(choice, node);
    }

    /** The list that a value seems to stand for. */
    static String list(ConfigKey key, Node node) {
        if (node.kind() != Node.Kind.LIST && fits(key, key.elementType(), node)) {
            return "[" + text(node) + "]";
        }
        return "[512, 256]";
    }

    private static String variant(Class<?> choice, Node node) {
        Map<String, Class<?>> variants = EnumNames.variants(choice);
        String text = node.text();
        Optional<String> named = NearestWord.of(text, variants.keySet());
        if (named.isPresent()) {
            return ofType(named.get(), variants, null, node);
        }
        Default usual = choice.getAnnotation(Default.class);
        for (Map.Entry<String, Class<?>> variant : variants.entrySet()) {
            Optional<ConfigKey> key = fitting(variant.getValue(), node, variant.getKey());
            if (key.isPresent()) {
                boolean isUsual = usual != null && usual.value().equals(variant.getKey());
                return isUsual
                        ? object(null, ConfigKey.of(variant.getValue()), key.get(), node)
                        : ofType(variant.getKey(), variants, key.get(), node);
            }
        }
        String first = variants.keySet().iterator().next();
        return ofType(Synonyms.word(text, variants.keySet()).orElse(first), variants, null, node);
    }

    private static String ofType(String word, Map<String, Class<?>> variants, @Nullable ConfigKey given, Node node) {
        return object(word, ConfigKey.of(Objects.requireNonNull(variants.get(word))), given, node);
    }

    private static String record(Class<?> type, Node node) {
        List<ConfigKey> keys = ConfigKey.of(type);
        ConfigKey key = keys.stream()
                .filter(one -> fits(one, one.valueType(), node))
                .findFirst()
                .orElse(null);
        return key == null && keys.stream().noneMatch(Shorthand::isRequired)
                ? "{ " + usual(keys.get(0)) + " }"
                : object(null, keys, key, node);
    }

    /** A file's name tells by its end what reads it. */
    private static Optional<ConfigKey> fitting(Class<?> variant, Node node, String word) {
        String name = node.text().replaceFirst("\\.gz$", "");
        boolean isFile = name.endsWith("." + word);
        boolean isAnyFile = name.contains("/") || name.matches(".*\\.[a-z0-9]+");
        return ConfigKey.of(variant).stream()
                .filter(key -> key.type() == Path.class ? isFile : !isAnyFile || !isText(key))
                .filter(key -> fits(key, key.valueType(), node))
                .findFirst();
    }

    private static boolean isText(ConfigKey key) {
        return key.valueType() == String.class;
    }

    private static boolean fits(ConfigKey key, Class<?> type, Node node) {
        boolean isReal = type == double.class || type == Double.class;
        boolean isWhole = type == int.class || type == Integer.class || type == long.class;
        return switch (node.kind()) {
            case LIST -> key.isList() && node.items().stream().allMatch(item -> fits(key, type, item));
            case WHOLE_NUMBER -> (isReal || isWhole) && isWithin(key.range(), node);
            case NUMBER -> isReal && isWithin(key.range(), node);
            case TEXT ->
                type == String.class
                        || type == Path.class
                        || (type.isEnum() && EnumNames.constants(type).containsKey(node.text()));
            case BOOLEAN -> type == boolean.class;
            case NONE, OBJECT -> false;
        };
    }

    private static boolean isWithin(@Nullable Range range, Node node) {
        return range == null
                || Ranges.contains(range, Objects.requireNonNull(node.number()).doubleValue());
    }

    /** An object with the type, one key, and whatever else must be given. */
    private static String object(@Nullable String word, List<ConfigKey> keys, @Nullable ConfigKey given, Node node) {
        List<String> entries = new ArrayList<>();
        if (word != null) {
            entries.add(ConfigKey.TYPE + ": " + word);
        }
        for (ConfigKey key : keys) {
            if (given != null && key.name().equals(given.name())) {
                boolean isOne = key.isList() && node.kind() != Node.Kind.LIST;
                entries.add(key.name() + ": " + (isOne ? "[" + text(node) + "]" : text(node)));
            } else if (isRequired(key)) {
                entries.add(key.name() + ": " + UNKNOWN);
            }
        }
        return "{ " + String.join(", ", entries) + " }";
    }

    private static boolean isRequired(ConfigKey key) {
        return !key.isInline() && key.defaultText() == null && !key.isOptional();
    }

    private static String usual(ConfigKey key) {
        return key.name() + ": " + (key.defaultText() == null ? UNKNOWN : key.defaultText());
    }

    private static String text(Node node) {
        return node.kind() == Node.Kind.LIST
                ? node.items().stream().map(Node::shown).collect(Collectors.joining(", ", "[", "]"))
                : node.shown();
    }
}
