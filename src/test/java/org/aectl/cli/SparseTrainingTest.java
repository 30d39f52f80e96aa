package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What noise and sparsity change in a run and in what is said about it. */
class SparseTrainingTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;

    private Result train(String model, String... more) throws IOException {
        Path config = Files.writeString(
                folder.resolve("run.yaml"),
                "data: { type: swiss-roll, examples: 200, scale: standard }\nmodel: " + model
                        + "\ntraining: { epochs: 2, batchSize: 50 }\n");
        String[] words = new String[more.length + 5];
        System.arraycopy(
                new String[] {"train", "--config", config.toString(), "--output", folder.toString()}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return Cli.run(words);
    }

    private JsonNode manifest() throws IOException {
        return JSON.readTree(Files.readString(folder.resolve("run/manifest.json")));
    }

    @Test
    void theDivergenceIsAColumnOfTheMetricsAndTheUnitsAreReported() throws IOException {
        Result result = train("{ type: sparse, latent: 6, codeActivation: sigmoid, encoder: { layers: [] },"
                + " sparsity: { rho: 0.1, beta: 2 } }");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output()).contains("mean activation", "over 6 units");
        assertThat(Files.readAllLines(folder.resolve("run/metrics.csv")).get(0))
                .contains("training.sparsity", "validation.sparsity");
        assertThat(manifest().path("sparsity").path("histogram").size()).isEqualTo(10);
        assertThat(folder.resolve("run/model.zip")).exists();
        Result evaluated = Cli.run("evaluate", folder.resolve("run").toString(), "--json");
        JsonNode sparsity = JSON.readTree(evaluated.output()).path("sparsity");
        assertThat(sparsity).isEqualTo(manifest().path("sparsity"));
    }

    @Test
    void aKSparseRunHasNoStockModelAndSaysSo() throws IOException {
        Result result = train("{ type: sparse, latent: 6, sparsity: { type: top-k, k: 2 } }");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorOutput()).contains("model.zip will not be written");
        assertThat(folder.resolve("run/model.zip")).doesNotExist();
        assertThat(folder.resolve("run/checkpoints/best.zip")).exists();
        assertThat(manifest().path("warnings").toString()).contains("model.zip will not be written");
        assertThat(Cli.run(
                                "reconstruct",
                                folder.resolve("run").toString(),
                                "--output",
                                folder.resolve("out").toString())
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void anOverCompleteCodeIsWarnedOfUnlessNoiseOrSparsityConstrainsIt() throws IOException {
        String warning = "nothing constrains it";

        assertThat(train("{ type: ae, latent: 6, tied: true }", "--dry-run").errorOutput())
                .contains(warning);
        assertThat(train("{ type: ae, latent: 6, noise: { type: gaussian, sigma: 0.1 } }", "--dry-run")
                        .errorOutput())
                .doesNotContain(warning);
        assertThat(train("{ type: ae, latent: 6, sparsity: { type: l1, beta: 0.1 } }", "--dry-run")
                        .errorOutput())
                .doesNotContain(warning);
    }

    @Test
    void saltAndPepperTakesTheRangeOfTheTrainingDataAlsoAfterAResume() throws IOException {
        String model = "{ type: dae, latent: 2, noise: { type: salt-and-pepper, probability: 0.3 } }";
        assertThat(train(model, "--name", "whole", "--epochs", "4").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(train(model, "--name", "half", "--epochs", "2").exitCode()).isEqualTo(ExitCode.DONE);
        Result resumed = Cli.run("train", "--resume", "half", "--epochs", "4", "--output", folder.toString());

        assertThat(resumed.exitCode()).as(resumed.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(folder.resolve("half/metrics.csv")))
                .isEqualTo(Files.readString(folder.resolve("whole/metrics.csv")));
    }
}
