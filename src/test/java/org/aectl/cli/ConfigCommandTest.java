package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigSchema;
import org.aectl.config.load.Starters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private static final String CONFIG = "configs/ae.yaml";

    @TempDir
    private Path folder;

    @Test
    void validatePrintsASummary() {
        Result result = Cli.run("config", "validate", CONFIG, "--set", "model.latent=16");
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .isEqualToNormalizingNewlines("configs/ae.yaml: valid: ae, ae with 16 code units, 20 epochs\n");
        assertThat(result.errorOutput()).isEmpty();
    }

    @Test
    void validateChecksEveryFileAndPrintsTheProblemsOfAll() {
        Result result = Cli.run("config", "validate", CONFIG, "none.yaml", "none.json");
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).startsWith(CONFIG + ": valid");
        assertThat(result.errorLines())
                .containsExactly(
                        "aectl: error: none.yaml: there is no such file",
                        "aectl: error: none.json: there is no such file");
    }

    @Test
    void showPrintsTheResolvedConfigAsYamlOrJson() {
        Result yaml = Cli.run("config", "show", CONFIG);
        Result json = Cli.run("config", "show", CONFIG, "--json");
        assertThat(yaml.output()).startsWith("name: ae\nseed: 42\ndata:\n  type: builtin\n");
        assertThat(json.output()).startsWith("{\n  \"name\" : \"ae\"");
        assertThat(ConfigLoader.parse(yaml.output(), "a.yaml")).isEqualTo(ConfigLoader.parse(json.output(), "a.json"));
    }

    @Test
    void schemaPrintsTheJsonSchema() {
        assertThat(Cli.run("config", "schema").output()).isEqualTo(ConfigSchema.toJson());
    }

    @Test
    void initPrintsAStarterThatIsValid() throws IOException {
        Result result = Cli.run("config", "init", "ae");
        assertThat(result.output()).isEqualTo(Starters.text("ae"));
        assertThat(Cli.run("config", "init").output()).isEqualTo(result.output());

        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, result.output());
        assertThat(Cli.run("config", "validate", file.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void initOverwritesAFileOnlyWhenForced() throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, "precious ".repeat(10_000));

        Result refused = Cli.run("config", "init", "--output", file.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(refused.errorLines())
                .containsExactly("aectl: error: " + file + ": exists already; --force overwrites it");
        assertThat(Files.readString(file)).startsWith("precious");

        assertThat(Cli.run("config", "init", "--output", file.toString(), "--force")
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(file)).isEqualTo(Starters.text("ae"));
    }

    @Test
    void initNeedsTheFolderOfTheFile() {
        Result result = Cli.run(
                "config", "init", "--output", folder.resolve("none/mine.yaml").toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorOutput()).contains("none/mine.yaml: there is no such folder to write it to");
    }

    @Test
    void initHasNoUseForForceWithoutAFile() {
        Result result = Cli.run("config", "init", "--force");
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorOutput()).contains("--force needs --output");
    }

    @Test
    void helpNamesTheFamiliesAsConfigsDo() {
        assertThat(Cli.run("config", "init", "--help").output())
                .contains("Family of autoencoders: ae, sae, sparse, dae, vae, cvae.");
    }

    @Test
    void initNamesTheFamiliesWhenItDoesNotKnowOne() {
        Result result = Cli.run("config", "init", "transformer");
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .containsExactly("aectl: error: there is no family transformer, only ae, sae, sparse, dae, vae, cvae");
    }

    @Test
    void aMissingCommandIsAnError() {
        Result result = Cli.run("config");
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorOutput()).contains("a command is missing");
    }
}
