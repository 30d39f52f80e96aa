package org.aectl.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.Activation;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.source.Csv;
import org.aectl.config.source.SwissRoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final String MINIMAL = "data: { type: swiss-roll }\nmodel: { type: ae, latent: 2 }\n";

    @TempDir
    private Path folder;

    @Test
    void fillsInDefaultsAndTakesTheNameFromTheFile() throws IOException {
        ExperimentConfig config = load("first.try.yaml", MINIMAL);
        assertThat(config.name()).isEqualTo("first.try");
        assertThat(config.seed()).isEqualTo(42);
        assertThat(config.data())
                .isEqualTo(new DataConfig(
                        new SwissRoll(2000, 0),
                        0.1,
                        null,
                        null,
                        null,
                        DataConfig.Scale.UNIT,
                        DataConfig.Binarize.NONE,
                        DataConfig.Missing.REFUSE));
        assertThat(config.model().encoder()).isEqualTo(new NetworkConfig.Dense(List.of(), Activation.RELU, false));
        assertThat(config.training().optimizer()).isEqualTo(new OptimizerConfig.Adam(0.001, 0.9, 0.999, 1e-8));
        assertThat(config.training().gradientClip()).isNull();
    }

    @Test
    void readsTheSameWordsFromJson() throws IOException {
        String json = "{\"$schema\": \"aectl.schema.json\", \"data\": {\"type\": \"swiss-roll\"},"
                + " \"model\": {\"type\": \"ae\", \"latent\": 2}}";
        assertThat(load("a.json", json)).isEqualTo(load("a.yaml", MINIMAL));
    }

    @Test
    void takesAKeyWithoutValueAsLeftOut() throws IOException {
        ExperimentConfig config = load("a.yaml", MINIMAL + "training:\n  epochs:\nseed: null\nname: ~\n");
        assertThat(config).isEqualTo(load("a.yaml", MINIMAL));
    }

    @Test
    void usesTheUsualOptimizerWhenOnlyItsParametersAreGiven() throws IOException {
        ExperimentConfig config = load("a.yaml", MINIMAL + "training: { optimizer: { learningRate: 1e-4 } }\n");
        assertThat(config.training().optimizer()).isEqualTo(new OptimizerConfig.Adam(1e-4, 0.9, 0.999, 1e-8));
    }

    @Test
    void takesANumberAsTextWhereTextIsMeant() throws IOException {
        ExperimentConfig config =
                load("a.yaml", "data: { type: csv, path: 2024, label: 012 }\nmodel: { type: ae, latent: 2 }\n");
        assertThat(config.data().source())
                .isEqualTo(new Csv(folder.resolve("2024"), null, Csv.Header.AUTO, "012", ","));
    }

    @Test
    void resolvesPathsAgainstTheFolderOfTheFileAndThoseOfOverridesAgainstTheWorkingDirectory() throws IOException {
        String yaml = "data: { type: csv, path: ../a.csv, testPath: /b.csv }\nmodel: { type: ae, latent: 2 }\n";
        Path file = Files.createDirectories(folder.resolve("configs")).resolve("a.yaml");
        Files.writeString(file, yaml);
        Csv written = (Csv) ConfigLoader.load(file, List.of()).data().source();
        assertThat(written.path()).isEqualTo(folder.resolve("a.csv"));
        assertThat(written.testPath()).isEqualTo(Path.of("/b.csv").toAbsolutePath());

        Csv changed =
                (Csv) ConfigLoader.load(file, List.of("data.path=c.csv")).data().source();
        assertThat(changed.path()).isEqualTo(Path.of("c.csv").toAbsolutePath());
    }

    @Test
    void ignoresAByteOrderMark() throws IOException {
        assertThat(load("a.yaml", "\uFEFF" + MINIMAL)).isEqualTo(load("a.yaml", MINIMAL));
    }

    @ParameterizedTest
    @CsvSource({
        "c fg.yaml, c-fg",
        "space & (2).yaml, space-2-",
        "..a.yaml, a",
        "-x.yaml, x",
        "+.yaml, run",
        "a.b.yaml, a.b"
    })
    void aRunHasAGoodNameWhateverItsFileIsCalled(String file, String name) throws IOException {
        assertThat(load(file, MINIMAL).name()).isEqualTo(name);
    }

    @Test
    void namesTheLineOfEachProblemInBlockAndFlowStyle() throws IOException {
        String yaml = "data:\n  type: swiss-roll\n  noise: -1\nmodel: {\n  type: ae,\n  latent: 0 }\n";
        assertThatThrownBy(() -> load("a.yaml", yaml))
                .hasMessageContaining("a.yaml:3: data.noise must be at least 0, was -1")
                .hasMessageContaining("a.yaml:6: model.latent must be at least 1, was 0");
    }

    @Test
    void namesTheOriginOfAStoredConfig() {
        assertThatThrownBy(() -> ConfigLoader.parse("name: a\n" + MINIMAL + "seed: x", "best.zip/config.yaml"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("best.zip/config.yaml:4: seed must be a whole number, was x");
    }

    @Test
    void sortsProblemsByLineAndKeepsTheirNumberReadable() throws IOException {
        StringBuilder yaml = new StringBuilder(MINIMAL);
        for (int i = 0; i < 20_000; i++) {
            yaml.append("nonsense").append(i).append(": 1\n");
        }
        InvalidInputException problem = refused("a.yaml", yaml.toString());
        assertThat(problem.lines()).hasSize(51);
        assertThat(problem.lines().get(0)).contains("a.yaml:3: unknown key nonsense0");
        assertThat(problem.lines().get(50)).endsWith("a.yaml: and 19950 more problems");
    }

    @Test
    void refusesFilesThatCanBeNoConfig() throws IOException {
        assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("none.yaml"), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("none.yaml: there is no such file");
        assertThatThrownBy(() -> ConfigLoader.load(folder, List.of()))
                .hasMessageEndingWith("is a folder, not a config file");
        assertThat(refused("a.txt", MINIMAL)).hasMessageEndingWith("ends in .yaml, .yml or .json");
        assertThat(refused("a.yaml", MINIMAL + "#".repeat(1 << 20))).hasMessageEndingWith("it is larger than 1 MiB");
        Files.write(folder.resolve("b.yaml"), new byte[] {'a', (byte) 0xC3, '(', '\n'});
        assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("b.yaml"), List.of()))
                .hasMessageEndingWith("b.yaml: is not UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{a: ",
                "- ",
                "? ",
                "a:\n ",
                "\"",
                "a: &a [*a, *a]\n",
                "!!",
                "%",
                "|\n",
                "- - - ",
                "&a ",
                "*a ",
                "{",
                "a: {b: ",
                "<<: *a\n",
                "0",
                "\\u0000"
            })
    void refusesHostileTextInOneLine(String piece) throws IOException {
        for (String name : List.of("a.yaml", "a.json")) {
            String text = piece.repeat(500_000 / piece.length());
            InvalidInputException problem = refused(name, text);
            assertThat(problem.lines()).hasSizeLessThanOrEqualTo(51);
            assertThat(problem.lines())
                    .allSatisfy(line -> assertThat(line).doesNotContain("\n").hasSizeLessThan(1000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!java.util.HashMap {name: a}",
                "name: !!java.net.URL \"http://127.0.0.1/\"",
                "name: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
                "name: !<tag:yaml.org,2002:java.lang.Runtime> a",
                "name: !local a",
                "name: !!str a",
                "seed: !!int 1",
                "name: !!binary YQ==",
                "data: !!java.util.HashMap {type: csv}",
                "training: {epochs: 1, optimizer: !!java.lang.ProcessBuilder [touch, a]}"
            })
    void refusesTagsWhichNameTypes(String line) throws IOException {
        assertThat(refused("a.yaml", line + "\n").lines())
                .singleElement()
                .asString()
                .contains("a.yaml:1: ")
                .contains(" has the tag ")
                .endsWith("; tags are not supported");
    }

    private ExperimentConfig load(String name, String text) throws IOException {
        return ConfigLoader.load(write(name, text), List.of());
    }

    private InvalidInputException refused(String name, String text) throws IOException {
        Path file = write(name, text);
        try {
            ConfigLoader.load(file, List.of());
        } catch (InvalidInputException e) {
            return e;
        }
        throw new AssertionError(name + " was accepted");
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
