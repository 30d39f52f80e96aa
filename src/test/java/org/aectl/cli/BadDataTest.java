package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every experiment under bad-data is refused by {@code train} with one line that holds what its {@code # expect:} lines
 * say, and leaves no run folder. A new case is a new file.
 */
class BadDataTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad-data");
    private static final String EXPECT = "# expect: ";
    private static final int LONGEST_LINE = 500;

    static List<Path> badData() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("badData")
    void isRefusedWithOneLineAndLeavesNothing(Path file, @TempDir Path folder) throws IOException {
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
        Path models = folder.resolve("models");

        Result result = Cli.run("train", "--config", file.toString(), "--output", models.toString());

        assertThat(expected).isNotEmpty();
        assertThat(result.errorLines()).hasSize(1);
        assertThat(result.errorLines().get(0))
                .startsWith("aectl: error: ")
                .contains(expected)
                .doesNotContain("Exception")
                .hasSizeLessThan(LONGEST_LINE);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(models).doesNotExist();
    }

    @Test
    void areManyEnoughToCoverTheMistakesOfUsers() throws IOException {
        assertThat(badData()).hasSizeGreaterThan(80);
    }
}
