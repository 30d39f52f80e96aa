package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs that an earlier version of the program left, a folder each in {@code earlier-runs}: they are read, measured and trained on
 * to the same numbers, whatever has become of the code. {@code expected.json} has the numbers that version gave.
 */
class EarlierRunsTest {
    private static final Path RUNS = Path.of("src/test/resources/earlier-runs");
    /** Other processors round otherwise. */
    private static final double PERCENT = 0.01;
    /** In three epochs, other roundings become other weights. */
    private static final double PERCENT_WHEN_TRAINED = 1;

    @TempDir
    private Path models;

    static Stream<String> autoencoders() throws IOException {
        try (Stream<Path> folders = Files.list(RUNS)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("expected.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("autoencoders")
    void measureTheSame(String name) throws IOException {
        copy(name);

        isAsExpected(measures(name), expected(name).get("measures"), PERCENT);
    }

    @ParameterizedTest
    @MethodSource("autoencoders")
    void goOnToTheSame(String name) throws IOException {
        copy(name);

        run("train", "--resume", models.resolve(name).toString(), "--epochs", "6", "--quiet");

        isAsExpected(measures(name), expected(name).get("resumed"), PERCENT_WHEN_TRAINED);
    }

    @Test
    void classifiersPredictTheSame() throws IOException {
        copy("classifier");

        run("predict", models.resolve("classifier").toString(), "--data", "mnist-mini", "--limit", "40", "--quiet");

        try (Stream<Path> files = Files.walk(models)) {
            Path predictions = files.filter(file -> file.endsWith("predictions.csv"))
                    .findFirst()
                    .orElseThrow();
            assertThat(classes(predictions)).isEqualTo(classes(RUNS.resolve("classifier/predictions.csv")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "convolutional"})
    void deeplearning4jReadsTheirModels(String name) throws IOException {
        JsonNode expected = expected(name).get("model");
        ComputationGraph graph = ModelSerializer.restoreComputationGraph(
                RUNS.resolve(name).resolve("model.zip").toFile());

        double sum = graph.outputSingle(Nd4j.ones(1, expected.get("features").asInt()))
                .sumNumber()
                .doubleValue();

        assertThat(sum).isCloseTo(expected.get("sum").asDouble(), withinPercentage(PERCENT));
    }

    private static String classes(Path predictions) throws IOException {
        StringBuilder classes = new StringBuilder();
        for (String line : Files.readAllLines(predictions)) {
            classes.append(line.split(",", -1)[2]).append('\n');
        }
        return classes.toString();
    }

    private void copy(String name) throws IOException {
        Path from = RUNS.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = models.resolve(name).resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    private Map<String, Double> measures(String name) {
        JsonNode metrics = JsonMapper.shared()
                .readTree(run("evaluate", models.resolve(name).toString(), "--json")
                        .output())
                .get("metrics");
        Map<String, Double> measures = new TreeMap<>();
        metrics.properties()
                .forEach(metric -> measures.put(
                        metric.getKey(),
                        metric.getValue().isNumber() ? metric.getValue().asDouble() : Double.NaN));
        return measures;
    }

    private static Result run(String... words) {
        Result result = Cli.run(words);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return result;
    }

    private static JsonNode expected(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(RUNS.resolve(name).resolve("expected.json")));
    }

    private static void isAsExpected(Map<String, Double> actual, JsonNode expected, double percent) {
        assertThat(actual.keySet()).as("%s", actual).containsAll(expected.propertyNames());
        expected.properties()
                .forEach(measure -> assertThat(actual.get(measure.getKey()))
                        .as("%s of %s", measure.getKey(), actual)
                        .isCloseTo(measure.getValue().asDouble(), withinPercentage(percent)));
    }
}
