package org.aectl.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Commented configs to start from, one for each family. */
public final class Starters {
    private Starters() {}

    /** The YAML text of a family's starter. */
    public static String text(ModelConfig.Family family) {
        String name = "/starters/" + Words.of(family) + ".yaml";
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
