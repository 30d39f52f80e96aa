package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.load.ConfigLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under good-configs is accepted and survives being shown. A new case is a new file. */
class GoodConfigTest {
    static List<Path> goodConfigs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/good-configs"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goodConfigs")
    void isAcceptedAndShownAsAnEqualConfig(Path file) {
        Result validated = Cli.run("config", "validate", file.toString());
        assertThat(validated.errorOutput()).isEmpty();
        assertThat(validated.exitCode()).isEqualTo(ExitCode.DONE);

        Result shown = Cli.run("config", "show", file.toString());
        assertThat(ConfigLoader.parse(shown.output(), "shown.yaml")).isEqualTo(ConfigLoader.load(file, List.of()));
    }
}
