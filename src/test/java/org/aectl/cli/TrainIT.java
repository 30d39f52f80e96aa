package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a new user does, command by command, through the real launcher. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class TrainIT {
    private static final String CONFIG =
            Path.of("configs/ae.yaml").toAbsolutePath().toString();

    @TempDir
    private static Path folder;

    private static Result trained = new Result(-1, "", "");
    private static Result evaluated = new Result(-1, "", "");

    @BeforeAll
    static void trainOnce() throws Exception {
        trained = aectl("train", "--config", CONFIG, "--limit", "600", "--epochs", "3");
        evaluated = aectl("evaluate", "ae", "--json");
    }

    private static Result aectl(String... words) throws IOException, InterruptedException {
        return Launcher.run(folder, Map.of("AECTL_THREADS", "1"), words);
    }

    private static Path run() {
        return folder.resolve("models").resolve("ae");
    }

    @Test
    void trainSaysWhatItDoesAndWhereTheResultIs() {
        assertThat(trained.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(trained.output()).matches("models/ae: 3 epochs in .* s, best validation\\.loss .* in epoch \\d\\R");
        assertThat(trained.errorLines()).hasSize(7);
        assertThat(trained.errorLines().get(0)).startsWith("ae: 784-256-128-32-128-256-784, 476,720 parameters; ");
        assertThat(trained.errorLines().get(1)).startsWith("  epoch        loss validation ");
        assertThat(trained.errorLines().get(4)).startsWith("    3/3");
        assertThat(trained.errorLines().get(5)).startsWith("aectl: warning: the model gives back examples ");
        assertThat(trained.errorLines().get(6))
                .endsWith("validation.loss was still falling: aectl train --resume models/ae --epochs 6");
    }

    @Test
    void theRunFolderHoldsAllThatTheContractNames() throws IOException {
        assertThat(run().resolve("config.yaml")).isRegularFile();
        assertThat(run().resolve("manifest.json")).isRegularFile();
        assertThat(run().resolve("model.zip")).isRegularFile();
        assertThat(run().resolve("reconstruction.png")).isRegularFile();
        assertThat(Files.readAllLines(run().resolve("metrics.csv")))
                .hasSize(4)
                .first()
                .isEqualTo("epoch,learningRate,training.loss,training.reconstruction,validation.loss,"
                        + "validation.reconstruction");
        assertThat(run().resolve("checkpoints"))
                .isDirectoryContaining("glob:**/best.zip")
                .isDirectoryContaining("glob:**/epoch-0003.zip");
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(run().resolve("manifest.json")));
        assertThat(manifest.get("outcome").asString()).isEqualTo("done");
        assertThat(manifest.get("epochs").asInt()).isEqualTo(3);
        assertThat(manifest.get("environment").get("threads").get("blas").asInt())
                .isEqualTo(1);
        assertThat(manifest.get("data"))
                .hasSize(4)
                .allSatisfy(file -> assertThat(file.get("sha256").asString()).hasSize(64));
    }

    @Test
    void theRunsOwnConfigTrainsTheSameModelAgain() throws Exception {
        Result again = aectl("train", "--config", "models/ae/config.yaml", "--output", "again");

        assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
        Path other = folder.resolve("again").resolve("ae");
        for (String file : List.of("metrics.csv", "checkpoints/best.zip", "model.zip", "reconstruction.png")) {
            assertThat(other.resolve(file)).hasSameBinaryContentAs(run().resolve(file));
        }
    }

    @Test
    void evaluatePrintsTheAgreedObject() {
        assertThat(evaluated.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(evaluated.errorOutput()).isEmpty();
        JsonNode report = JsonMapper.shared().readTree(evaluated.output());
        assertThat(report.propertyNames())
                .containsExactly(
                        "run",
                        "split",
                        "examples",
                        "metrics",
                        "pca",
                        "neighbourhoods",
                        "probes",
                        "mean",
                        "spread",
                        "verdicts");
        assertThat(report.get("run").asString()).isEqualTo("ae");
        assertThat(report.get("split").asString()).isEqualTo("test");
        assertThat(report.get("examples").asInt()).isEqualTo(600);
        assertThat(report.get("metrics").propertyNames())
                .containsExactly(
                        "loss", "reconstruction", "sse", "mse", "psnr", "ssim", "lossFloor", "compressionRatio");
        assertThat(report.get("pca").get("components").asInt()).isEqualTo(32);
        assertThat(report.get("pca").get("sse").asDouble()).isBetween(10.0, 20.0);
    }

    @Test
    void aCheckpointAloneServesElsewhere() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path alone = elsewhere.resolve("model-of-a-friend.zip");
        Files.copy(run().resolve("checkpoints").resolve("best.zip"), alone);

        Result result = Launcher.run(elsewhere, Map.of("AECTL_THREADS", "1"), "evaluate", alone.toString(), "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode here = JsonMapper.shared().readTree(result.output()).get("metrics");
        JsonNode there = JsonMapper.shared().readTree(evaluated.output()).get("metrics");
        assertThat(here).isEqualTo(there);
    }

    @Test
    void interruptedItKeepsACheckpointReturns130AndGoesOn() throws Exception {
        Process process = new ProcessBuilder(
                        Launcher.script().toString(),
                        "train",
                        "--config",
                        CONFIG,
                        "--limit",
                        "600",
                        "--epochs",
                        "500",
                        "--name",
                        "stopped")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String stopped = "";
        String last = "";
        try (BufferedReader messages = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = messages.readLine(); line != null; line = messages.readLine()) {
                if (line.startsWith("  2/500")) {
                    // Not Process.destroy(), which would also close the stream that is read here.
                    process.toHandle().destroy();
                }
                stopped = last;
                last = line;
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(last).isEqualTo("aectl: to go on: aectl train --resume models/stopped");
        int done = Launcher.epochsBeforeInterrupt(stopped);
        assertThat(folder.resolve("models/stopped/checkpoints").toFile().list())
                .anyMatch(name -> name.startsWith("epoch-%04d".formatted(done)));

        Result resumed = aectl("train", "--resume", "stopped", "--epochs", Integer.toString(done + 1));
        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readAllLines(folder.resolve("models/stopped/metrics.csv")))
                .hasSize(done + 2);
    }

    @Test
    void aRunIsNotOverwrittenUnasked() throws Exception {
        byte[] before = Files.readAllBytes(run().resolve("manifest.json"));

        Result result = aectl("train", "--config", CONFIG, "--limit", "600", "--epochs", "1");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines()).hasSize(1).first().asString().contains("models/ae: this run exists already");
        assertThat(Files.readAllBytes(run().resolve("manifest.json"))).isEqualTo(before);
    }
}
