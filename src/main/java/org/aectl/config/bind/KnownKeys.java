package org.aectl.config.bind;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.aectl.base.NearestWord;
import org.jspecify.annotations.Nullable;

/** The keys an object of the config may have, given its {@code type}, and what to say about any other. */
final class KnownKeys {
    /** A longer choice is no help. */
    private static final int MOST_MEANT = 3;

    private final Set<String> names = new LinkedHashSet<>();
    private final Node.Mapping mapping;
    private final Set<String> allPaths;

    /** What {@code type} chooses from in this object; null where there is no such choice. */
    private @Nullable Class<?> sealed;

    /** @param allPaths of the whole config, for what stands in the wrong place */
    KnownKeys(Class<?> type, Node.Mapping mapping, Set<String> allPaths) {
        this.mapping = mapping;
        this.allPaths = allPaths;
        add(type);
    }

    /** The record that {@code type} names, or the default when it is left out; empty if it names none. */
    static Optional<Class<?>> chosen(Class<?> sealed, Node.Mapping mapping) {
        Node node = mapping.entries().get(ConfigKey.TYPE);
        Default usual = sealed.getAnnotation(Default.class);
        String word = usual == null ? "" : usual.value();
        if (node != null && !Node.isAbsent(node)) {
            word = node.text();
        }
        return Optional.ofNullable(EnumNames.variants(sealed).get(word));
    }

    Set<String> names() {
        return names;
    }

    /** Says what may have been meant by a key that is not allowed here. */
    String explainUnknown(String path, String name) {
        return "unknown key " + Node.child(path, name) + "; " + hint(path, name);
    }

    private void add(Class<?> type) {
        if (type.isSealed()) {
            sealed = type;
            names.add(ConfigKey.TYPE);
            // With an unknown type any of its keys may be right: the type alone is then the problem.
            chosen(type, mapping)
                    .ifPresentOrElse(
                            this::add, () -> EnumNames.variants(type).values().forEach(this::add));
            return;
        }
        for (ConfigKey key : ConfigKey.of(type)) {
            if (key.isInline()) {
                add(key.type());
            } else {
                names.add(key.name());
            }
        }
    }

    /** The first that says something: the very word before another of its meaning, and that before one like it. */
    private String hint(String path, String name) {
        Optional<String> sibling = siblingWith(name);
        if (sibling.isPresent()) {
            return "it belongs to type " + sibling.get();
        }
        String same = Synonyms.key(name).orElse(name);
        return Stream.<Supplier<List<String>>>of(
                        () -> spelled(name, names),
                        () -> spelled(same, names),
                        () -> elsewhere(path, name),
                        () -> elsewhere(path, same),
                        () -> NearestWord.of(name, names).stream().toList(),
                        () -> NearestWord.of(
                                        name,
                                        allPaths.stream()
                                                .map(KnownKeys::lastName)
                                                .toList())
                                .map(near -> elsewhere(path, near))
                                .orElse(List.of()))
                .map(Supplier::get)
                .filter(meant -> !meant.isEmpty() && meant.size() <= MOST_MEANT)
                .findFirst()
                .map(meant -> "did you mean " + String.join(" or ", meant) + "?")
                .orElse("allowed here: " + String.join(", ", names));
    }

    /** Capitals, dashes and underscores do not count. */
    private static List<String> spelled(String name, Collection<String> words) {
        String letters = NearestWord.letters(name);
        return words.stream()
                .filter(word -> NearestWord.letters(word).equals(letters))
                .toList();
    }

    /** Where a key of this name belongs: as high up as there is one, and below this object rather than beside it. */
    private List<String> elsewhere(String path, String name) {
        List<String> all = allPaths.stream()
                .filter(one -> !spelled(name, List.of(lastName(one))).isEmpty())
                .toList();
        // A key deep down is rarely the one that was meant by a word that also stands higher up.
        long least = all.stream().mapToLong(KnownKeys::depth).min().orElse(0);
        List<String> highest = all.stream().filter(one -> depth(one) == least).toList();
        List<String> below =
                highest.stream().filter(one -> one.startsWith(path + ".")).toList();
        return below.isEmpty() ? highest : below;
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static long depth(String path) {
        return path.chars().filter(character -> character == '.').count();
    }

    /** Words of the other types that have such a key. */
    private Optional<String> siblingWith(String name) {
        if (sealed == null) {
            return Optional.empty();
        }
        List<String> words = EnumNames.variants(sealed).entrySet().stream()
                .filter(variant -> has(variant, name))
                .map(Map.Entry::getKey)
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    private static boolean has(Map.Entry<String, Class<?>> variant, String name) {
        return ConfigKey.of(variant.getValue()).stream()
                .anyMatch(key -> key.name().equals(name));
    }
}
