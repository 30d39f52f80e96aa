package org.aectl.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.source.Builtin;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every config that is shipped trains: for a few steps, on the digits that come with the program. Dense layers are made narrow; what
 * they cost at full width, and learn, are the tests with the tag {@code slow} for.
 */
class EveryConfigTest {
    /** So many that the schedules of all configs come to their end. */
    private static final int EPOCHS = 7;

    private static final int MOST_UNITS = 20;

    static List<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("configs"))) {
            return files.filter(file -> file.toString().matches(".*(\\.yaml|(?<!\\.schema)\\.json)"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void trains(Path config, @TempDir Path folder) {
        List<String> words = new ArrayList<>(List.of("train", "--config", config.toString(), "--limit", "60"));
        ExperimentConfig experiment = ConfigLoader.load(config, List.of());
        if (experiment.data().source() instanceof Builtin) {
            words.addAll(List.of("--set", "data.name=mnist-mini"));
        }
        if (experiment.model().pretraining() != null) {
            words.addAll(List.of("--set", "model.pretraining.epochs=1"));
        }
        if (experiment.model().encoder() instanceof NetworkConfig.Dense dense) {
            String narrow = dense.layers().stream()
                    .map(units -> Integer.toString(Math.min(units, MOST_UNITS)))
                    .collect(joining(",", "[", "]"));
            words.addAll(List.of("--set", "model.encoder.layers=" + narrow));
        }
        words.addAll(
                List.of("--set", "training.batchSize=20", "--epochs", Integer.toString(EPOCHS), "--name", "trial"));
        words.addAll(List.of("--output", folder.toString()));
        Result result = Cli.run(words.toArray(String[]::new));

        assertThat(result.errorOutput()).doesNotContain("aectl: error");
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("trial").resolve("metrics.csv")).isRegularFile();
        int stages = experiment.model().pretraining() == null
                ? 0
                : experiment.model().encoderLayers();
        assertThat(result.output()).contains(EPOCHS + stages + " epochs in ");
    }
}
