package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table whose columns, classes and file have names with characters that steer a terminal, which no page may hold either: whatever
 * is made of it shows none of them as it is.
 */
class SteeringNamesTest {
    private static final String STEERING = "\u001B[31m\u0007\u009B\uFFFF\uFFFE";
    private static final String CONTROLS = "[\\p{Cntrl}\\u0080-\\u009F\\uFFFE\\uFFFF&&[^\\n\\t\\r]]";

    @TempDir
    private static Path folder;

    private static Path table() {
        return folder.resolve("ta\u001B[31mble.csv");
    }

    @BeforeAll
    static void train() throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("a" + STEERING + ",b" + STEERING + ",c,kind" + STEERING + "\n");
        for (int row = 0; row < 120; row++) {
            boolean isLeft = row % 2 == 0;
            csv.append(random.nextGaussian() + (isLeft ? 2 : -2)).append(',');
            csv.append(random.nextGaussian()).append(',').append(random.nextGaussian());
            csv.append(isLeft ? ",left" : ",right").append(STEERING).append('\n');
        }
        Files.writeString(table(), csv);
        Path config = Files.writeString(folder.resolve("config.json"), """
                {"name": "run", "data": {"type": "csv", "path": "%s", "label": "kind%s"},
                 "model": {"type": "vae", "latent": 2, "encoder": {"layers": [4]}, "reconstruction": "gaussian"},
                 "training": {"epochs": 1}}
                """.formatted(table(), STEERING)
                .replace("\u001B", "\\u001b")
                .replace("\u0007", "\\u0007")
                .replace("\u009B", "\\u009b")
                .replace("\uFFFF", "\\uffff")
                .replace("\uFFFE", "\\ufffe"));
        assertPlain("train", "--config", config.toString(), "--output", folder.toString());
        assertPlain("finetune", "run", "--models", folder.toString(), "--epochs", "1");
    }

    private static Result assertPlain(String... words) {
        Result result = Cli.run(words);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output()).doesNotContainPattern(CONTROLS);
        assertThat(result.errorOutput()).doesNotContainPattern(CONTROLS);
        return result;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate run",
                "evaluate run --json",
                "detect run",
                "embed run --project pca",
                "reconstruct run",
                "inspect run",
                "inspect run --json",
                "inspect run-classifier",
                "predict run-classifier",
                "predict run-classifier --json",
                "runs",
                "runs --csv",
                "runs --json",
                "runs --diff run run-classifier"
            })
    void namesSteerNoTerminal(String command) {
        assertPlain(Stream.concat(Arrays.stream(command.split(" ", -1)), Stream.of("--models", folder.toString()))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--label=kind" + STEERING, "--json"})
    void describingThemSteersNoTerminal(String option) {
        Result result = Cli.run("data", "describe", table().toString(), option);

        assertThat(result.output() + result.errorOutput()).isNotEmpty().doesNotContainPattern(CONTROLS);
    }

    @Test
    void thePageHoldsNoneOfThem() throws IOException {
        Path page = folder.resolve("page.html");

        assertPlain("report", "run", "--models", folder.toString(), "--output", page.toString());

        String html = Files.readString(page);
        assertThat(html).contains("left").doesNotContainPattern(CONTROLS);
        String forTheScript =
                Jsoup.parse(page).select("script[type=application/json]").html();
        assertThat(forTheScript).contains("left").doesNotContain("\\u001", "\\u0007", "\\uff");
    }
}
