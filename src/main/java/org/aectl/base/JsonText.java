package org.aectl.base;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON as files keep it: the same on every system, two spaces a level, a line break at the end. */
public final class JsonText {
    private static final ObjectWriter WRITER = new JsonMapper()
            .writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private JsonText() {}

    public static String of(JsonNode tree) {
        return WRITER.writeValueAsString(tree) + "\n";
    }
}
