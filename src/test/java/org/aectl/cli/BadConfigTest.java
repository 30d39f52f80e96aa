package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file under bad-configs is refused with exactly the problems it expects: its {@code # expect:} lines, or those of
 * the .expect file beside a JSON one. A new case is a new file.
 */
class BadConfigTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad-configs");
    private static final String EXPECT = "# expect: ";

    static List<Path> badConfigs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.toString().endsWith(".expect"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("badConfigs")
    void isRefusedWithTheProblemsItExpects(Path file) throws IOException {
        List<String> expected = expectations(file);
        Result result = Cli.run("config", "validate", file.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(expected).isNotEmpty();
        assertThat(result.errorLines())
                .hasSameSizeAs(expected)
                .allSatisfy(line ->
                        assertThat(line).startsWith("aectl: error: " + FOLDER).doesNotContain("Exception"));
        for (String problem : expected) {
            assertThat(result.errorOutput()).contains(problem);
        }
    }

    @Test
    void areManyEnoughToCoverTheMistakesOfUsers() throws IOException {
        assertThat(badConfigs()).hasSizeGreaterThan(35);
    }

    private static List<String> expectations(Path file) throws IOException {
        if (file.toString().endsWith(".json")) {
            return Files.readAllLines(Path.of(file + ".expect"));
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
    }
}
