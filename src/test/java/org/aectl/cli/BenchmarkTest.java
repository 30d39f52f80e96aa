package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code aectl benchmark}. What is fast depends on the machine: nothing here says how fast. */
class BenchmarkTest {
    private static final String DENSE = "type: ae, latent: 4, encoder: { layers: [16] }";

    @TempDir
    private Path folder;

    private Path config(String model, String training) throws IOException {
        return Files.writeString(folder.resolve("bench.yaml"), """
                name: bench
                data: { type: builtin, name: mnist-mini, limit: 90, validation: 0.1 }
                model: { %s }
                training: { %s }
                """.formatted(model, training));
    }

    private static Result benchmark(Path config, String... more) {
        return Cli.run(List.of("benchmark", "--config", config.toString(), "--seconds", "1"), more);
    }

    private static JsonNode json(Result result) {
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return JsonMapper.shared().readTree(result.output());
    }

    @Test
    void machinesGetEveryNumber() throws IOException {
        Path config = config(DENSE, "epochs: 2");
        JsonNode report = json(benchmark(config, "--limit", "60", "--set", "training.batchSize=20", "--json"));

        assertThat(report.path("name").asString()).isEqualTo("bench");
        assertThat(report.path("network").asString()).isEqualTo("784-16-4-16-784");
        assertThat(report.path("parameters").asLong()).isEqualTo(parameters());
        assertThat(report.at("/rows/training").asInt()).isBetween(40, 60);
        assertThat(report.path("secondsToFirstStep").asDouble()).isPositive();
        double matrixRate = report.path("matrixGigaflops").asDouble();
        assertThat(matrixRate).isPositive();
        assertThat(report.path("peakGigaflops").asDouble()).isGreaterThanOrEqualTo(matrixRate);
        assertThat(report.at("/backend/threads/openMp").asInt()).isPositive();
        assertThat(report.at("/backend/blas/vendor").asString()).isEqualTo("OpenBLAS");
        assertThat(report.at("/workloads/0/name").asString()).isEqualTo("train");
        assertThat(report.at("/workloads/0/batchSize").asInt()).isEqualTo(20);
        assertThat(report.at("/workloads/0/operationsPerExample").asDouble())
                .isEqualTo(2 * (2 * 784 * 16) + 3 * 2 * (16 * 4 + 4 * 16 + 16 * 784));
        assertThat(report.at("/workloads/1/name").asString()).isEqualTo("embed");
        assertThat(report.at("/workloads/1/batchSize").asInt()).isEqualTo(256);
        assertThat(report.at("/workloads/1/operationsPerExample").asDouble()).isEqualTo(2 * (784 * 16 + 16 * 4));
        for (JsonNode workload : report.path("workloads")) {
            double rate = workload.path("examplesPerSecond").asDouble();
            assertThat(workload.path("rounds").asInt()).isEqualTo(7);
            assertThat(workload.path("slowest").asDouble()).isPositive().isLessThanOrEqualTo(rate);
            assertThat(workload.path("fastest").asDouble()).isGreaterThanOrEqualTo(rate);
            assertThat(workload.path("millisecondsPerBatch").asDouble()).isPositive();
            assertThat(workload.path("dataShare").asDouble()).isPositive();
            assertThat(workload.path("peakShare").asDouble()
                            * report.path("peakGigaflops").asDouble())
                    .isCloseTo(rate * workload.path("operationsPerExample").asDouble() / 1e9, within(1e-6));
        }
    }

    /** Weights and biases of 784-16-4-16-784. */
    private static int parameters() {
        return 784 * 16 + 16 + 16 * 4 + 4 + 4 * 16 + 16 + 16 * 784 + 784;
    }

    @Test
    void peopleReadATableAndTheMachineBelowAndNothingIsWritten() throws IOException {
        Path config = config(DENSE, "epochs: 1");
        List<Path> here = files(Path.of("models"));

        Result result = benchmark(config);

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(files(folder)).containsExactly(config);
        assertThat(files(Path.of("models"))).isEqualTo(here);
        assertThat(result.errorLines()).hasSize(1).first().asString().startsWith("bench: 784-16-4-16-784; ");
        assertThat(result.output())
                .containsPattern("workload +batch +examples/s +spread +ms/batch +of peak +data *\n")
                .containsPattern("\n *train +128 +[0-9,]+ +[0-9,]+ to [0-9,]+ +[0-9.]+ +[0-9]+ % +[0-9]+ %")
                .containsPattern("\n *embed +256 +[0-9,]+ ")
                .containsPattern(
                        "\nfirst step [0-9.]+ s after the start; .*matrix product [0-9]+ GFLOP/s, peak [0-9]+\n")
                .containsPattern("\n.+, [0-9]+ cores; threads: OpenMP [0-9]+, BLAS [0-9]+; natives .+; BLAS OpenBLAS ")
                .doesNotContain("null", "NaN");
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void badInputIsRefusedInOneLine() throws IOException {
        Path config = config(DENSE, "epochs: 1");

        assertRefused("--seconds must be at least 1, was 0", config.toString(), "--seconds", "0");
        assertRefused("model.latent must be at least 1, was 0", config.toString(), "--set", "model.latent=0");
        assertRefused("--limit must be at least 1, was 0", config.toString(), "--limit", "0");
        assertRefused("missing.yaml", folder.resolve("missing.yaml").toString());
    }

    private static void assertRefused(String reason, String config, String... more) {
        Result result = Cli.run(List.of("benchmark", "--config", config), more);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("aectl: error: ")
                .contains(reason);
    }

    @Test
    void aTrainingThatDivergesIsNotMeasured() throws IOException {
        Path config = config(
                "type: ae, latent: 4, encoder: { layers: [16] }, reconstruction: gaussian",
                "epochs: 1, optimizer: { type: sgd, learningRate: 1e30 }");

        Result result = benchmark(config);

        assertThat(result.exitCode()).isEqualTo(ExitCode.DIVERGED);
        assertThat(result.output()).isEmpty();
    }
}
