package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose columns stand elsewhere than in the training file, and results that lead back to the rows. */
class TablesTest {
    private static final int ROWS = 120;
    private static final List<String> HEADER = List.of("key", "a", "b", "c", "d", "kind");

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    private static List<List<String>> table;

    @BeforeAll
    static void train() throws IOException {
        table = table();
        write(models.resolve("train.csv"), HEADER, HEADER, table);
        Cli.train(models, "t", """
                name: t
                data: { type: csv, path: train.csv, label: kind, id: key, scale: standard, test: 0.3 }
                model: { type: vae, latent: 2, encoder: { layers: [] } }
                training: { epochs: 15, batchSize: 16, optimizer: { type: adam, learningRate: 0.02 } }
                """);
        write(models.resolve("bare.csv"), List.of("a", "b", "c", "d"), List.of(), table);
        Cli.train(models, "bare", """
                name: bare
                data: { type: csv, path: bare.csv, columns: ["3", "0", "1"], scale: standard, test: 0.3 }
                model: { type: ae, latent: 1, encoder: { layers: [] } }
                training: { epochs: 2 }
                """);
        Result result = Cli.run("finetune", run("t"), "--name", "k", "--output", models.toString(), "--epochs", "3");
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
    }

    /** Columns of ranges so unlike that two that are mistaken for each other cannot be missed. */
    private static List<List<String>> table() {
        Random random = new Random(5);
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            double t = random.nextGaussian();
            rows.add(List.of(
                    "P" + (1000 + row),
                    number(t),
                    number(100 + 10 * t),
                    number(-5000 + 30 * random.nextGaussian()),
                    number(0.001 * t),
                    t > 0 ? "high" : "low"));
        }
        return rows;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    /** @param names of the columns to write, in this order */
    private static Path write(Path file, List<String> names, List<String> header, List<List<String>> rows)
            throws IOException {
        List<String> lines = new ArrayList<>();
        if (!header.isEmpty()) {
            lines.add(String.join(",", header));
        }
        for (List<String> row : rows) {
            lines.add(
                    String.join(",", names.stream().map(name -> cell(row, name)).toList()));
        }
        return Files.write(file, lines);
    }

    private static String cell(List<String> row, String name) {
        return HEADER.contains(name) ? row.get(HEADER.indexOf(name)) : "7";
    }

    private static String run(String name) {
        return models.resolve(name).toString();
    }

    private Path written(String name, String... columns) throws IOException {
        return write(output.resolve(name), List.of(columns), List.of(columns), table.subList(0, 20));
    }

    private List<List<String>> results(String file, String... command) throws IOException {
        Path folder = output.resolve("out");
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--output", folder.toString()));
        Result result = Cli.run(words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        return Files.readAllLines(folder.resolve(file)).stream()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
    }

    /** Of each line below the header, the fields from one on. */
    private static List<List<String>> from(int field, List<List<String>> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.subList(field, line.size()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reconstruct errors.csv",
                "detect scores.csv",
                "embed codes.csv",
                "denoise errors.csv --noise gaussian:0.1",
                "predict predictions.csv",
            })
    void columnsInAnotherOrderAndOthersBesideThemGiveTheSame(String call) throws IOException {
        List<String> words = List.of(call.split(" "));
        String model = words.get(0).equals("predict") ? run("k") : run("t");
        Path same = written("same.csv", "a", "b", "c", "d");
        Path permuted = written("permuted.csv", "d", "other", "c", "a", "b", "more");
        List<List<List<String>>> found = new ArrayList<>();
        for (Path data : List.of(same, permuted)) {
            List<String> all = new ArrayList<>(List.of(words.get(0), model, "--data", data.toString()));
            all.addAll(words.subList(2, words.size()));
            found.add(results(words.get(1), all.toArray(String[]::new)));
        }
        assertThat(found.get(1)).isEqualTo(found.get(0)).hasSize(21);
    }

    @Test
    void evaluateAndReportTakeColumnsByTheirNames() throws IOException {
        Path same = written("same.csv", "a", "b", "c", "d", "kind");
        Path permuted = written("permuted.csv", "kind", "d", "c", "x", "a", "b");

        assertThat(evaluated(permuted).replace("permuted", "same")).isEqualTo(evaluated(same));
        Result report = Cli.run(
                "report",
                run("t"),
                "--data",
                permuted.toString(),
                "--output",
                output.resolve("page.html").toString());
        assertThat(report.exitCode()).as(report.errorOutput()).isZero();
    }

    private static String evaluated(Path data) {
        Result result = Cli.run("evaluate", run("t"), "--data", data.toString(), "--json");
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        return result.output();
    }

    @Test
    void pairsAreMatchedByTheNamesOfTheirColumns() throws IOException {
        Path clean = written("clean.csv", "a", "b", "c", "d");
        Path corrupted = written("corrupted.csv", "d", "c", "b", "a");
        List<List<String>> errors = results(
                "errors.csv", "denoise", run("t"), "--corrupted", corrupted.toString(), "--clean", clean.toString());

        // Nothing was corrupted.
        assertThat(from(1, errors))
                .allSatisfy(line -> assertThat(Double.parseDouble(line.get(0))).isCloseTo(0, within(1e-9)));
    }

    @Test
    void finetuneTakesColumnsByTheirNames() throws IOException {
        List<String> columns = List.of("d", "verdict", "c", "b", "a");
        Path data = output.resolve("verdicts.csv");
        write(data, List.of("d", "kind", "c", "b", "a"), columns, table);

        List<String> outcomes = new ArrayList<>();
        for (String source :
                List.of(data.toString(), models.resolve("train.csv").toString())) {
            Result result = Cli.run(
                    "finetune",
                    run("t"),
                    "--data",
                    source,
                    "--labels-from",
                    source.endsWith("verdicts.csv") ? "verdict" : "kind",
                    "--name",
                    "tuned",
                    "--output",
                    output.toString(),
                    "--force",
                    "--epochs",
                    "2",
                    "--json");
            assertThat(result.exitCode()).as(result.errorOutput()).isZero();
            outcomes.add(result.output().replaceAll("\"(data|seconds)\" : [^,]*,", ""));
        }
        assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1));
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
        Path data = written("short.csv", "a", "d", "key");

        Result result = Cli.run("detect", run("t"), "--data", data.toString(), "--output", output.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .last()
                .asString()
                .contains("short.csv: has no column named b, c, as the training data have");
    }

    @Test
    void rowsWithoutNamesGoByPositionAndAreCounted() throws IOException {
        Path features = write(output.resolve("f.csv"), List.of("a", "b", "c", "d"), List.of(), table.subList(0, 20));
        Path whole = write(output.resolve("w.csv"), HEADER, List.of(), table.subList(0, 20));
        Path other = write(output.resolve("o.csv"), List.of("a", "b", "c"), List.of(), table.subList(0, 20));
        Path same = written("same.csv", "a", "b", "c", "d");

        List<List<String>> expected =
                from(1, results("errors.csv", "reconstruct", run("t"), "--data", same.toString()));
        assertThat(from(1, results("errors.csv", "reconstruct", run("t"), "--data", features.toString())))
                .isEqualTo(expected);
        assertThat(from(3, results("errors.csv", "reconstruct", run("t"), "--data", whole.toString())))
                .isEqualTo(expected);
        Result result = Cli.run("reconstruct", run("t"), "--data", other.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .last()
                .asString()
                .contains("has 3 columns without names, but the training data have 6 (key, a, b, c, d, kind)");
    }

    @Test
    void theConfigsColumnsApplyToOtherRowsWithoutNames() throws IOException {
        Path data = write(output.resolve("f.csv"), List.of("a", "b", "c", "d"), List.of(), table.subList(0, 9));

        List<List<String>> rows = results("reconstruction.csv", "reconstruct", run("bare"), "--data", data.toString());

        assertThat(rows.get(0)).containsExactly("row", "x0", "x1", "x2");
        assertThat(rows).hasSize(10);
    }

    @Test
    void resultsLeadBackToTheRowsOfTheFile() throws IOException {
        for (String call : List.of(
                "detect scores.csv t", "embed codes.csv t", "reconstruct errors.csv t", "predict predictions.csv k")) {
            String[] words = call.split(" ", -1);
            List<List<String>> lines = results(words[1], words[0], run(words[2]));

            assertThat(lines.get(0).subList(0, 3)).as(call).containsExactly("row", "id", "label");
            List<Integer> rows = lines.stream()
                    .skip(1)
                    .map(line -> Integer.valueOf(line.get(0)))
                    .toList();
            assertThat(rows)
                    .as(call)
                    .hasSizeGreaterThan(10)
                    .isSorted()
                    .isNotEqualTo(IntStream.range(0, rows.size()).boxed().toList());
            assertThat(new HashSet<>(rows)).hasSameSizeAs(rows);
            assertThat(from(0, lines)).allSatisfy(line -> {
                List<String> row = table.get(Integer.parseInt(line.get(0)));
                assertThat(line.get(1)).isEqualTo(row.get(0));
                assertThat(line.get(2)).isEqualTo(row.get(5));
            });
        }
    }

    @Test
    void examplesAreWrittenUnderTheNamesOfTheirColumns() throws IOException {
        assertThat(results("reconstruction.csv", "reconstruct", run("t")).get(0))
                .containsExactly("row", "id", "a", "b", "c", "d");
        assertThat(results("features.csv", "detect", run("t"), "--features").get(0))
                .containsExactly("row", "id", "a", "b", "c", "d");
        List<List<String>> samples = results("samples.csv", "sample", run("t"), "--count", "3");
        assertThat(samples.get(0)).containsExactly("row", "a", "b", "c", "d");
        assertThat(from(0, samples)).extracting(line -> line.get(0)).containsExactly("0", "1", "2");
    }

    @Test
    void rowsAreNamedByTheNumbersThatResultsHave() throws IOException {
        List<List<String>> codes = results("codes.csv", "embed", run("t"));
        String row = codes.get(3).get(0);
        String absent = IntStream.range(0, ROWS)
                .mapToObj(String::valueOf)
                .filter(number ->
                        from(0, codes).stream().noneMatch(line -> line.get(0).equals(number)))
                .findFirst()
                .orElseThrow();

        List<List<String>> between = results(
                "codes.csv",
                "sample",
                run("t"),
                "--interpolate",
                row,
                codes.get(1).get(0));
        assertThat(Double.parseDouble(between.get(1).get(2)))
                .isCloseTo(Double.parseDouble(codes.get(3).get(3)), within(1e-5));
        Result result = Cli.run("sample", run("t"), "--interpolate", row, absent, "--output", output.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines()).last().asString().contains("none is number " + absent);
    }

    @Test
    void aParquetTableIsMatchedByTheNamesOfACsvFileToo() throws IOException {
        // What the program writes as Parquet has names like those that it read.
        Path folder = output.resolve("parquet");
        Result written = Cli.run("reconstruct", run("t"), "--format", "parquet", "--output", folder.toString());
        assertThat(written.exitCode()).as(written.errorOutput()).isZero();

        List<List<String>> codes = results(
                "codes.csv",
                "embed",
                run("t"),
                "--data",
                folder.resolve("reconstruction.parquet").toString());
        List<List<String>> csv = results("reconstruction.csv", "reconstruct", run("t"));
        List<List<String>> same =
                results("codes.csv", "embed", run("t"), "--data", copy(csv).toString());
        assertThat(from(1, codes)).isEqualTo(from(1, same));
    }

    private Path copy(List<List<String>> lines) throws IOException {
        return Files.write(
                output.resolve("copy.csv"),
                lines.stream().map(line -> String.join(",", line)).toList());
    }

    @Test
    void aCheckpointOfBeforeGoesByPosition() throws IOException {
        Path old = output.resolve("old.zip");
        ForgedCheckpoint.of(models.resolve("t/checkpoints/best.zip"))
                .without("columns.json")
                .write(old);
        Path same = written("same.csv", "a", "b", "c", "d");

        assertThat(from(1, results("errors.csv", "reconstruct", old.toString(), "--data", same.toString())))
                .isEqualTo(from(1, results("errors.csv", "reconstruct", run("t"), "--data", same.toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reconstruct t",
                "detect t",
                "embed t",
                "evaluate t",
                "denoise t --noise gaussian:0.1",
                "predict k",
                "finetune t --epochs 1 --labels-from kind --name other",
                "sample t --interpolate 0 1",
                "report t"
            })
    void newRowsInAnotherUnitAreSaid(String call) throws IOException {
        List<List<String>> scaled = table.stream()
                .map(row -> List.of(row.get(0), row.get(1), "0.5", "0.4", row.get(4), row.get(5)))
                .toList();
        Path data = write(output.resolve("scaled.csv"), HEADER, HEADER, scaled);

        assertThat(warnings(call, data))
                .containsOnlyOnce("% of the values lie outside of the range of the training rows");
        assertThat(warnings(call, write(output.resolve("same.csv"), HEADER, HEADER, table)))
                .doesNotContain("range of the training rows");
    }

    private String warnings(String call, Path data) {
        List<String> words = new ArrayList<>(List.of(call.split(" ")));
        words.set(1, run(words.get(1)));
        words.addAll(List.of("--data", data.toString()));
        if (!words.get(0).equals("evaluate")) {
            String place = output.resolve(data.getFileName() + ".out").toString();
            words.addAll(List.of("--output", words.get(0).equals("report") ? place + ".html" : place));
        }
        Result result = Cli.run(words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        return result.errorOutput();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reconstruct t", "detect t", "embed t", "evaluate t", "predict k"})
    void newRowsWithoutALabelAreCounted(String call) throws IOException {
        List<List<String>> rows = new ArrayList<>(table);
        List<String> first = rows.get(0);
        rows.set(0, List.of(first.get(0), first.get(1), first.get(2), first.get(3), first.get(4), ""));
        Path data = write(output.resolve("partly.csv"), HEADER, HEADER, rows);

        assertThat(warnings(call, data)).contains("partly.csv: 1 of 120 have no label");
    }

    @Test
    void columnsOfUnlikeRangesAreNamedWhenAModelIsTrained() throws IOException {
        Path config = Files.writeString(models.resolve("unit.yaml"), """
                name: unit
                data: { type: csv, path: train.csv, label: kind, id: key }
                model: { type: ae, latent: 1 }
                training: { epochs: 1 }
                """);
        List<String> train =
                List.of("train", "--config", config.toString(), "--output", output.toString(), "--dry-run");

        assertThat(Cli.run(train).errorOutput())
                .containsOnlyOnce("columns 'c' [")
                .contains(" and 'd' [", "data.scale unit is one for all", "data.scale standard");
        assertThat(Cli.run(train, "--set", "data.scale=standard").errorOutput()).doesNotContain("unlike ranges");
        Result diverged = Cli.run(
                "train",
                "--config",
                config.toString(),
                "--output",
                output.toString(),
                "--set",
                "data.scale=none",
                "--set",
                "training.optimizer={ type: sgd, learningRate: 0.1 }",
                "--set",
                "training.batchSize=8");
        assertThat(diverged.exitCode()).isEqualTo(ExitCode.DIVERGED);
        assertThat(diverged.errorLines())
                .last()
                .asString()
                .contains("training.optimizer.learningRate", "another data.scale, because the scaled values reach 50");
    }

    @Test
    void valuesThatAreNoProbabilityAreCounted() throws IOException {
        StringBuilder rows = new StringBuilder("a,b\n");
        Random random = new Random(2);
        for (int row = 0; row < 60; row++) {
            rows.append(number(random.nextGaussian()))
                    .append(',')
                    .append(number(random.nextGaussian()))
                    .append('\n');
        }
        Files.writeString(output.resolve("rows.csv"), rows);
        Path config = Files.writeString(output.resolve("b.yaml"), """
                name: b
                data: { type: csv, path: rows.csv, scale: minmax, validation: 0.5, test: 0.1 }
                model: { type: ae, latent: 1, reconstruction: bernoulli }
                training: { epochs: 1 }
                """);
        Result trained = Cli.run("train", "--config", config.toString(), "--output", output.toString());
        Result evaluated = Cli.run(
                "evaluate",
                output.resolve("b").toString(),
                "--data",
                output.resolve("rows.csv").toString());

        assertThat(trained.errorOutput())
                .containsPattern("the validation rows: [0-9]+ of [0-9]+ scaled values are outside of \\[0,1\\]");
        assertThat(evaluated.errorOutput()).containsPattern("rows.csv: [0-9]+ of 120 scaled values are outside of");
    }
}
