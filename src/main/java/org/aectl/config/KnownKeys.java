package org.aectl.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys an object of the config may have, given its {@code type}, and what to say about any other. */
final class KnownKeys {
    private static final Set<String> ALL_PATHS = Key.paths(ExperimentConfig.class, "");

    private final Set<String> names = new LinkedHashSet<>();
    private final Node.Mapping mapping;

    /** What {@code type} chooses from in this object; null where there is no such choice. */
    private @Nullable Class<?> sealed;

    KnownKeys(Class<?> type, Node.Mapping mapping) {
        this.mapping = mapping;
        add(type);
    }

    /** The record that {@code type} names, or the default when it is left out; empty if it names none. */
    static Optional<Class<?>> chosen(Class<?> sealed, Node.Mapping mapping) {
        Node node = mapping.entries().get(Key.TYPE);
        Default usual = sealed.getAnnotation(Default.class);
        String word = usual == null ? "" : usual.value();
        if (node != null && !Node.isAbsent(node)) {
            word = node instanceof Node.Scalar scalar ? scalar.text() : "";
        }
        return Optional.ofNullable(Words.variants(sealed).get(word));
    }

    Set<String> names() {
        return names;
    }

    /** Says what may have been meant by a key that is not allowed here. */
    String explainUnknown(String path, String name) {
        return "unknown key " + Node.child(path, name) + "; " + hint(name);
    }

    private void add(Class<?> type) {
        if (type.isSealed()) {
            sealed = type;
            names.add(Key.TYPE);
            // With an unknown type any of its keys may be right: the type alone is then the problem.
            chosen(type, mapping)
                    .ifPresentOrElse(
                            this::add, () -> Words.variants(type).values().forEach(this::add));
            return;
        }
        for (Key key : Key.of(type)) {
            if (key.isInline()) {
                add(key.type());
            } else {
                names.add(key.name());
            }
        }
    }

    private String hint(String name) {
        Optional<String> sibling = siblingWith(name);
        if (sibling.isPresent()) {
            return "it belongs to type " + sibling.get();
        }
        Optional<String> near = NearestWord.of(name, names);
        if (near.isPresent()) {
            return "did you mean " + near.get() + "?";
        }
        List<String> elsewhere = ALL_PATHS.stream()
                .filter(path -> path.endsWith("." + name) || path.equals(name))
                .toList();
        // A key deep down is rarely the one that was meant by a word that also stands higher up.
        long least = elsewhere.stream().mapToLong(KnownKeys::depth).min().orElse(0);
        List<String> highest =
                elsewhere.stream().filter(path -> depth(path) == least).toList();
        return highest.size() == 1
                ? "did you mean " + highest.get(0) + "?"
                : "allowed here: " + String.join(", ", names);
    }

    private static long depth(String path) {
        return path.chars().filter(character -> character == '.').count();
    }

    /** Words of the other types that have such a key. */
    private Optional<String> siblingWith(String name) {
        if (sealed == null) {
            return Optional.empty();
        }
        List<String> words = Words.variants(sealed).entrySet().stream()
                .filter(variant -> has(variant, name))
                .map(Map.Entry::getKey)
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    private static boolean has(Map.Entry<String, Class<?>> variant, String name) {
        return Key.of(variant.getValue()).stream().anyMatch(key -> key.name().equals(name));
    }
}
