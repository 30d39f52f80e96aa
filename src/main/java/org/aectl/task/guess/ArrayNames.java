package org.aectl.task.guess;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aectl.config.source.Npy;
import org.jspecify.annotations.Nullable;

/** Which array of an NPZ file holds what, by the names that people give them. */
final class ArrayNames {
    private static final List<String> EXAMPLES = List.of("x", "data", "features", "images", "arr_0");
    private static final List<String> LABELS = List.of("y", "labels", "label", "target", "targets", "arr_1");

    private ArrayNames() {}

    /** @param names of the arrays; none of an NPY file */
    static Npy of(Path path, List<String> names) {
        String test = named(names, EXAMPLES, "%s_test", "test_%s");
        String training = test == null ? null : named(names, EXAMPLES, "%s_train", "train_%s");
        boolean isSplit = training != null;
        String key = isSplit ? training : named(names, EXAMPLES, "%s");
        String labels = isSplit ? named(names, LABELS, "%s_train", "train_%s") : named(names, LABELS, "%s");
        String testLabels = isSplit && labels != null ? named(names, LABELS, "%s_test", "test_%s") : null;
        return new Npy(
                path,
                labels == null ? null : path,
                isSplit ? path : null,
                testLabels == null ? null : path,
                key,
                labels,
                isSplit ? test : null,
                testLabels,
                null,
                null);
    }

    /** The first array that is called by one of the words in one of the forms, in capitals or not. */
    private static @Nullable String named(List<String> names, List<String> words, String... forms) {
        Optional<String> found = words.stream()
                .flatMap(word -> List.of(forms).stream().map(form -> form.formatted(word)))
                .flatMap(wanted -> names.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).equals(wanted)))
                .findFirst();
        return found.orElse(null);
    }
}
