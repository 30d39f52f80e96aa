package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code aectl train --seeds}: one experiment, several times. */
class SeedsTest {
    @TempDir
    private Path folder;

    private Path config = Path.of("");

    @BeforeEach
    void writeConfig() throws IOException {
        config = Files.writeString(folder.resolve("small.yaml"), """
                seed: 7
                data: { type: swiss-roll, examples: 120 }
                model: { type: ae, latent: 2, encoder: { layers: [8] } }
                training: { epochs: 3, batchSize: 16 }
                """);
    }

    private Result train(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "train",
                                "--config",
                                config.toString(),
                                "--output",
                                folder.resolve("models").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Path run(int seed) {
        return folder.resolve("models/small-s" + seed);
    }

    private static JsonNode json(Result result) {
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return JsonMapper.shared().readTree(result.output());
    }

    @Test
    void eachSeedHasARunOfItsOwnAndTheirMeasuresAreSummarised() throws IOException {
        JsonNode report = json(train("--seeds", "3", "--json"));

        assertThat(report.path("runs").valueStream().map(run -> run.path("seed").asInt()))
                .containsExactly(7, 8, 9);
        for (String measure : List.of("validation.loss", "loss", "sse")) {
            double[] values = report.path("runs")
                    .valueStream()
                    .mapToDouble(run -> run.path("measures").path(measure).asDouble())
                    .toArray();
            double mean = (values[0] + values[1] + values[2]) / 3;
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            assertThat(report.path("mean").path(measure).asDouble()).isCloseTo(mean, within(1e-12));
            assertThat(report.path("standardDeviation").path(measure).asDouble())
                    .isCloseTo(Math.sqrt(squares / 2), within(1e-12))
                    .isPositive();
        }
        for (int seed = 7; seed < 10; seed++) {
            assertThat(Files.readString(run(seed).resolve("config.yaml")))
                    .contains("name: small-s" + seed, "seed: " + seed);
        }
        JsonNode alone = json(Cli.run("evaluate", run(8).toString(), "--json"));
        assertThat(alone.at("/metrics/sse").asDouble())
                .isEqualTo(report.at("/runs/1/measures/sse").asDouble());
    }

    @Test
    void theSameCommandAgainTrainsOnlyWhatIsMissing() throws IOException {
        json(train("--seeds", "2", "--json"));
        byte[] first = Files.readAllBytes(run(7).resolve("manifest.json"));
        assertThat(run(9)).doesNotExist();

        Result result = train("--seeds", "3");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(run(7).resolve("manifest.json")).hasBinaryContent(first);
        assertThat(run(9)).isDirectory();
        assertThat(result.output().lines())
                .anyMatch(line -> line.matches(" *small +seed 7 +seed 8 +seed 9 +mean +s\\.d\\. *"))
                .anyMatch(line -> line.matches(" *sse( +[0-9.]+){5} *"));
    }

    @Test
    void runsOfAnotherConfigAreLeftAlone() throws IOException {
        json(train("--seeds", "2", "--json"));
        byte[] first = Files.readAllBytes(run(7).resolve("manifest.json"));

        Result result = train("--seeds", "3", "--set", "model.latent=1");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .containsExactly("aectl: error: " + run(7)
                        + ": was trained by another config; choose another --name, or --force to train it anew");
        assertThat(run(7).resolve("manifest.json")).hasBinaryContent(first);
        assertThat(run(9)).doesNotExist();
    }

    @Test
    void aSingleRunHasNoDeviationAndNoJson() {
        assertThat(json(train("--seeds", "1", "--json"))
                        .path("standardDeviation")
                        .isNull())
                .isTrue();
        assertThat(train("--json").errorOutput()).contains("--json needs --seeds");
        assertThat(Cli.run("train", "--resume", run(7).toString(), "--seeds", "2")
                        .errorOutput())
                .contains("--seeds cannot be used with --resume");
    }

    @Test
    void aLossThatStillFallsIsSaid() {
        Result result = train("--set", "training.epochs=5");
        assertThat(result.errorLines())
                .anyMatch(line -> line.matches(
                        "\\d+ steps in all, and validation.loss was still falling: aectl train --resume .*small"
                                + " --epochs 10"));
        assertThat(train(
                                "--name",
                                "long",
                                "--set",
                                "training.epochs=60",
                                "--set",
                                "training.optimizer.learningRate=0.02")
                        .errorOutput())
                .doesNotContain("still falling");
    }

    @Test
    void theLastEpochIsSaidToBeKeptWhereThereIsNoValidation() {
        assertThat(train("--set", "data.validation=0").output())
                .contains("training.loss", "in epoch 3, the last, which is kept: there are no validation rows");
    }
}
