package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipFile;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Models trained on a table with gaps, and then given others: data.missing from end to end. */
class MissingValuesTest {
    private static final int ROWS = 60;

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        Files.writeString(models.resolve("gaps.csv"), table());
        for (String rule : List.of("mean", "zero", "drop")) {
            Cli.train(models, rule, """
                    name: %s
                    data: { type: csv, path: gaps.csv, scale: standard, validation: 0.2, test: 0.2, missing: %s }
                    model: { type: ae, latent: 1, encoder: { layers: [] } }
                    training: { epochs: 3, batchSize: 8 }
                    """.formatted(rule, rule));
        }
    }

    /** Every tenth row lacks its b. */
    private static String table() {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int row = 0; row < ROWS; row++) {
            double t = random.nextGaussian();
            String b = row % 10 == 3 ? "NA" : String.format(Locale.ROOT, "%.4f", 2 + t);
            text.append(String.format(Locale.ROOT, "%.4f,%s,%.4f%n", t, b, -t));
        }
        return text.toString();
    }

    private static String run(String name) {
        return models.resolve(name).toString();
    }

    private Result codes(String run, String rows) throws IOException {
        Path data = Files.writeString(output.resolve("new.csv"), "a,b,c\n" + rows);
        return Cli.run(
                "embed",
                run(run),
                "--data",
                data.toString(),
                "--output",
                output.resolve("codes").toString());
    }

    private double code(String run, String row) throws IOException {
        Result result = codes(run, row);
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        String[] cells = Files.readAllLines(output.resolve("codes").resolve("codes.csv"))
                .get(1)
                .split(",", -1);
        return Double.parseDouble(cells[1]);
    }

    /** Of the run's training rows, from the model itself. */
    private static double meanOfB(String run) throws IOException {
        Path checkpoint = models.resolve(run).resolve("checkpoints/best.zip");
        try (ZipFile zip = new ZipFile(checkpoint.toFile())) {
            return JsonMapper.shared()
                    .readTree(zip.getInputStream(zip.getEntry("scaling.json")))
                    .get("fill")
                    .get(1)
                    .asDouble();
        }
    }

    @Test
    void aGapIsFilledWithTheMeanOfTheTrainingRows() throws IOException {
        double mean = meanOfB("mean");

        assertThat(mean).isCloseTo(2, within(0.5));
        assertThat(code("mean", "0.5,,-0.5\n"))
                .isCloseTo(code("mean", "0.5," + mean + ",-0.5\n"), within(1e-6))
                .isNotCloseTo(code("mean", "0.5,0,-0.5\n"), within(1e-3));
    }

    @Test
    void aGapIsFilledWithZero() throws IOException {
        assertThat(code("zero", "0.5,,-0.5\n"))
                .isCloseTo(code("zero", "0.5,0,-0.5\n"), within(1e-6))
                .isNotCloseTo(code("zero", "0.5,2,-0.5\n"), within(1e-3));
    }

    @Test
    void aModelWhoseTrainingLeftOutSuchRowsLeavesThemOutOfOthersAndKeepsTheNumbersOfTheRest() throws IOException {
        Result result = codes("drop", "0.5,2,-0.5\n0.5,NA,-0.5\n0.7,2,-0.5\n");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(Files.readAllLines(output.resolve("codes").resolve("codes.csv")))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("0,"))
                .satisfies(lines -> assertThat(lines.get(2)).startsWith("2,"));
    }

    @Test
    void ofOthersThatAllLackAValueNothingIsLeft() throws IOException {
        Result result = codes("drop", "0.5,,-0.5\n0.5,NA,-0.5\n");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .contains("new.csv: a value is missing in each of 2 rows, so data.missing drop leaves none");
        assertThat(output.resolve("codes")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "zero", "drop"})
    void theRunsOwnRowsAreEvaluated(String run) {
        Result result = Cli.run("evaluate", run(run), "--json");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(result.output())
                        .get("metrics")
                        .get("sse")
                        .asDouble())
                .isFinite()
                .isPositive();
    }
}
