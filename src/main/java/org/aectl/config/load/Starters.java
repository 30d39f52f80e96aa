package org.aectl.config.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.aectl.base.InvalidInputException;
import org.aectl.base.NearestWord;
import org.aectl.config.ModelConfig;
import org.aectl.config.bind.EnumNames;

/** Commented configs to start from, one for each family. */
public final class Starters {
    private static final Set<String> FAMILIES =
            EnumNames.constants(ModelConfig.Family.class).keySet();

    private Starters() {}

    /** The families as configs name them. */
    public static List<String> families() {
        return List.copyOf(FAMILIES);
    }

    /**
     * The YAML text of a family's starter.
     *
     * @param family one of {@link #families}
     * @throws InvalidInputException if it is none of them
     */
    public static String text(String family) {
        if (!FAMILIES.contains(family)) {
            String hint = NearestWord.of(family, FAMILIES)
                    .map(word -> "; did you mean " + word + "?")
                    .orElse("");
            throw new InvalidInputException(
                    "there is no family " + family + ", only " + String.join(", ", FAMILIES) + hint);
        }
        String name = "/starters/" + family + ".yaml";
        try (InputStream input = Starters.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
