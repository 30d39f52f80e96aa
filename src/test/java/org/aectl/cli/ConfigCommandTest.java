package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.config.ConfigLoader;
import org.aectl.config.ConfigSchema;
import org.aectl.config.Starters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private static final String CONFIG = "configs/ae.yaml";

    @TempDir
    private Path folder;

    @Test
    void validatePrintsASummary() {
        Launch launch = Launch.of("config", "validate", CONFIG, "--set", "model.latent=16");
        assertThat(launch.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(launch.output())
                .isEqualToNormalizingNewlines("configs/ae.yaml: valid: ae-mnist, ae with 16 code units, 20 epochs\n");
        assertThat(launch.errorOutput()).isEmpty();
    }

    @Test
    void validateChecksEveryFileAndPrintsTheProblemsOfAll() {
        Launch launch = Launch.of("config", "validate", CONFIG, "none.yaml", "none.json");
        assertThat(launch.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(launch.output()).startsWith(CONFIG + ": valid");
        assertThat(launch.errorLines())
                .containsExactly(
                        "aectl: error: none.yaml: there is no such file",
                        "aectl: error: none.json: there is no such file");
    }

    @Test
    void showPrintsTheResolvedConfigAsYamlOrJson() {
        Launch yaml = Launch.of("config", "show", CONFIG);
        Launch json = Launch.of("config", "show", CONFIG, "--json");
        assertThat(yaml.output()).startsWith("name: ae-mnist\nseed: 42\ndata:\n  type: builtin\n");
        assertThat(json.output()).startsWith("{\n  \"name\" : \"ae-mnist\"");
        assertThat(ConfigLoader.parse(yaml.output(), "a.yaml")).isEqualTo(ConfigLoader.parse(json.output(), "a.json"));
    }

    @Test
    void schemaPrintsTheJsonSchema() {
        assertThat(Launch.of("config", "schema").output()).isEqualTo(ConfigSchema.toJson());
    }

    @Test
    void initPrintsAStarterThatIsValid() throws IOException {
        Launch launch = Launch.of("config", "init", "ae");
        assertThat(launch.output()).isEqualTo(Starters.text("ae"));
        assertThat(Launch.of("config", "init").output()).isEqualTo(launch.output());

        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, launch.output());
        assertThat(Launch.of("config", "validate", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void initOverwritesAFileOnlyWhenForced() throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, "precious ".repeat(10_000));

        Launch refused = Launch.of("config", "init", "--output", file.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(refused.errorLines())
                .containsExactly("aectl: error: " + file + ": exists already; --force overwrites it");
        assertThat(Files.readString(file)).startsWith("precious");

        assertThat(Launch.of("config", "init", "--output", file.toString(), "--force")
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(file)).isEqualTo(Starters.text("ae"));
    }

    @Test
    void initNeedsTheFolderOfTheFile() {
        Launch launch = Launch.of(
                "config", "init", "--output", folder.resolve("none/mine.yaml").toString());
        assertThat(launch.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(launch.errorOutput()).contains("none/mine.yaml: there is no such folder to write it to");
    }

    @Test
    void initHasNoUseForForceWithoutAFile() {
        Launch launch = Launch.of("config", "init", "--force");
        assertThat(launch.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(launch.errorOutput()).contains("--force needs --output");
    }

    @Test
    void helpNamesTheFamiliesAsConfigsDo() {
        assertThat(Launch.of("config", "init", "--help").output()).contains("Family of autoencoders: ae.");
    }

    @Test
    void initNamesTheFamiliesWhenItDoesNotKnowOne() {
        Launch launch = Launch.of("config", "init", "transformer");
        assertThat(launch.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(launch.errorLines()).containsExactly("aectl: error: there is no family transformer, only ae");
    }

    @Test
    void aMissingCommandIsAnError() {
        Launch launch = Launch.of("config");
        assertThat(launch.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(launch.errorOutput()).contains("a command is missing");
    }
}
