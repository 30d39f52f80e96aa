package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every config that is shipped trains: for a few steps, on the digits that come with the program. */
class EveryConfigTest {
    static List<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("configs"))) {
            return files.filter(file -> !file.toString().endsWith(".schema.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void trains(Path config, @TempDir Path folder) {
        Result result = Cli.run(
                "train",
                "--config",
                config.toString(),
                "--set",
                "data.name=mnist-mini",
                "--set",
                "training.batchSize=20",
                "--limit",
                "60",
                "--epochs",
                "7",
                "--name",
                "trial",
                "--output",
                folder.toString());

        assertThat(result.errorOutput()).doesNotContain("aectl: error");
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("trial").resolve("metrics.csv")).isRegularFile();
        assertThat(result.output()).contains("7 epochs in ");
    }
}
