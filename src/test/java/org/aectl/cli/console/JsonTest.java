package org.aectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    private static final String UNSEEN =
            "\u0000\n\r\t\u001B[2J\u007F\u0080\u009B\u009F\u2028\u2029\u061C\u200E\u200F\u202A\u202E\u2066\u2069";

    @Test
    void whatCannotBeShownIsEscapedAndReadBackAsItWas() {
        String text = Json.text(Map.of(UNSEEN, List.of(UNSEEN)));

        assertThat(text.replace(System.lineSeparator(), "")).matches("[\\x20-\\x7E]*");
        assertThat(text).contains("\\u0000\\n\\r\\t\\u001B[2J\\u007f\\u0080\\u009b\\u009f\\u2028\\u2029\\u061c");
        assertThat(JsonMapper.shared().readTree(text).get(UNSEEN).get(0).asString())
                .isEqualTo(UNSEEN);
    }

    @Test
    void wordsOfEveryLanguageAndBackslashesStayReadable() {
        assertThat(Json.text("\u00E4\u65E5 \"\\u007f\" $1")).isEqualTo("\"\u00E4\u65E5 \\\"\\\\u007f\\\" $1\"");
    }

    @Test
    void aPathIsWrittenAsItIsPrintedAndNotAsAnAddress() {
        assertThat(Json.text(Path.of("models", "a b"))).isEqualTo("\"models/a b\"");
    }
}
