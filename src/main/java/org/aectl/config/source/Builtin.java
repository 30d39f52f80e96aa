package org.aectl.config.source;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.base.NearestWord;
import org.aectl.base.PlainText;
import org.aectl.config.bind.Doc;

/** A named set: shipped with the program ({@code mnist-mini}) or fetched by {@code aectl data fetch}. */
@Doc("A named set, shipped with the program or fetched by `aectl data fetch`.")
public record Builtin(
        @Doc("Name of the set, as listed by `aectl data list`.")
        String name) implements SourceConfig {
    /** The sets there are. */
    public static final List<String> NAMES = List.of("mnist-mini", "mnist", "fashion-mnist");

    @Override
    public Optional<Files> files() {
        return Optional.empty();
    }

    @Override
    public boolean hasTest() {
        return true;
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        if (!NAMES.contains(name)) {
            problem.accept(
                    "data.name",
                    "must be one of " + String.join(", ", NAMES) + ", was " + PlainText.excerpt(name)
                            + NearestWord.of(name, NAMES)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""));
        }
    }
}
