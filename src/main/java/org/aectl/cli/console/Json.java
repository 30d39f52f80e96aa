package org.aectl.cli.console;

import java.nio.file.Path;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** How every {@code --json} writes. */
public final class Json {
    /** What steers a terminal and JSON allows in a string as it is; those below a space are escaped by Jackson. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\u007F-\\u009F\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // As they are printed otherwise, and not as URIs.
            .addModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance))
            .build();

    private Json() {}

    public static String text(Object value) {
        return UNSEEN.matcher(MAPPER.writeValueAsString(value))
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
