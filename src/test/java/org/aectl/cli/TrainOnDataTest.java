package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.load.ConfigLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train DATA}: no config, and no guess left to the user. */
class TrainOnDataTest {
    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void write() throws IOException {
        String rows = IntStream.range(0, 200)
                .mapToObj(i -> "r%d,%s,%s,%s,%s\n"
                        .formatted(i, Math.sin(i), Math.cos(i), Math.sin(i) * 1000, i % 50 == 0 ? "fault" : "ok"))
                .collect(Collectors.joining());
        table = Files.writeString(folder.resolve("readings.csv"), "name,a,b,c,class\n" + rows);
    }

    private Result train(String... more) {
        String[] words = new String[4 + more.length];
        words[0] = "train";
        words[1] = table.toString();
        words[2] = "--output";
        words[3] = folder.resolve("models").toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return Cli.run(words);
    }

    @Test
    void aTableAloneBecomesARunThatDetectsItsOutliers() throws IOException {
        Result result = train("--epochs", "3");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorOutput())
                .contains("columns  3 columns learnt from; label 'class'; id 'name'")
                .contains("model    autoencoder 3-32-1-32-3");
        Path run = folder.resolve("models").resolve("readings");
        assertThat(ConfigLoader.load(run.resolve("config.yaml"), java.util.List.of())
                        .training()
                        .epochs())
                .isEqualTo(3);
        Result detected = Cli.run(
                "detect", run.toString(), "--output", folder.resolve("d").toString());
        assertThat(detected.exitCode()).as(detected.errorOutput()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void keysAreChangedAsThoseOfAConfig() {
        Result result = train("--set", "model.latent=2", "--set", "model.type=vae", "--dry-run");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorOutput()).contains("readings: 3-32-2-32-3");
        assertThat(train("--set", "model.laten=2").errorOutput()).contains("did you mean latent?");
    }

    @Test
    void initWritesTheSameConfig() throws IOException {
        Path config = folder.resolve("mine.yaml");
        Result result = Cli.run("config", "init", "--data", table.toString(), "-o", config.toString());

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(config).content().contains("path: " + table, "label: class ");
        Result dry = Cli.run("train", config.toString(), "--dry-run");
        assertThat(dry.exitCode()).as(dry.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(dry.errorOutput()).contains("readings: 3-32-1-32-3");
    }

    @Test
    void whatIsNoDataIsSaidInOneLine() throws IOException {
        Path words = Files.writeString(folder.resolve("words.csv"), "a,b\nx,y\nz,w\n");

        assertThat(Cli.run("train", words.toString()).errorLines())
                .singleElement()
                .asString()
                .contains("has no column of numbers to learn from");
        assertThat(Cli.run("train", "mnist-mni").errorLines())
                .singleElement()
                .asString()
                .contains("did you mean 'mnist-mini'?");
    }

    @Test
    void aLabelBelongsToData() {
        assertThat(Cli.run("train", "--config", "configs/ae.yaml", "--label", "x")
                        .errorOutput())
                .isEqualTo("aectl: error: --label goes with DATA; --set data.label=x changes a config\n");
        assertThat(Cli.run("config", "init", "--label", "x").errorOutput()).contains("--label needs --data");
        assertThat(Cli.run("config", "init", "ae", "--data", table.toString()).errorOutput())
                .contains("--data goes without a family");
        assertThat(Cli.run("train", table.toString(), "--config", "configs/ae.yaml")
                        .errorOutput())
                .contains("only one of DATA, --config and --resume can be given");
        assertThat(Cli.run("train").errorOutput()).contains("one of DATA, --config and --resume is missing");
    }
}
