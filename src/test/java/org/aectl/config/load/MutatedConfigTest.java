package org.aectl.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configs with random damage are read or refused in whole lines, and never anything else. */
class MutatedConfigTest {
    /** Enough for each build; raised by -Daectl.mutations=N in the test JVM when the reader is changed. */
    private static final int ROUNDS = Integer.getInteger("aectl.mutations", 500);

    private static final List<String> PIECES = List.of(
            "\n",
            " ",
            "\t",
            ":",
            ": ",
            "-",
            "- ",
            "#",
            "'",
            "\"",
            "[",
            "]",
            "{",
            "}",
            ",",
            "|",
            ">",
            "&a ",
            "*a",
            "!",
            "!!int ",
            "!!float ",
            "!!null ",
            "!!binary ",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "<<: ",
            "---\n",
            "...\n",
            "0",
            "-1",
            "1e999",
            "-0",
            ".inf",
            ".nan",
            "0x",
            "0xFFFFFFFFFFFFFFFFFFFF",
            "0o7",
            "0o777777777777777777777777777",
            "+",
            "1_000",
            "null",
            "~",
            "true",
            "\\",
            "\\u0000",
            "\u0000",
            "\u0007",
            "\uFEFF",
            "\u2028",
            "\uD800",
            "\u0085",
            "type: ",
            "\r",
            "9".repeat(200));

    @ParameterizedTest
    @ValueSource(strings = {"starter.yaml", "stored.yaml", "stored.json"})
    void areReadOrRefusedInWholeLines(String origin) {
        String starter = Starters.text("ae");
        ExperimentConfig config = ConfigLoader.parse(starter, "starter.yaml");
        String text = origin.equals("starter.yaml")
                ? starter
                : origin.endsWith(".json") ? ConfigWriter.toJson(config) : ConfigWriter.toYaml(config);
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            check(mutated(text, random), origin);
        }
    }

    private static void check(String text, String origin) {
        try {
            ExperimentConfig config = ConfigLoader.parse(text, origin);
            ExperimentConfig again = ConfigLoader.parse(ConfigWriter.toYaml(config), "again.yaml");
            assertThat(again.equals(config))
                    .as("%s read back", visible(config.toString()))
                    .isTrue();
        } catch (InvalidInputException e) {
            assertThat(e.lines())
                    .allSatisfy(line -> assertThat(line).startsWith(origin).doesNotContain("\n", "\r"));
        } catch (RuntimeException e) {
            throw new AssertionError(visible(e + " for this config: " + text), e);
        }
    }

    /** Reports stop at characters that cannot be printed. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(c -> visible.append(c >= ' ' && c <= '~' ? String.valueOf((char) c) : "<" + c + ">"));
        return visible.toString();
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int start = random.nextInt(changed.length());
            int end = Math.min(changed.length(), start + random.nextInt(4));
            changed.replace(start, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        return changed.toString();
    }
}
