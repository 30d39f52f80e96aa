package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of runs, its orders and formats, and what differs between two runs. */
class RunsCommandTest {
    private static final Pattern SPACES = Pattern.compile(" +");

    @TempDir
    private static Path trained;

    @TempDir
    private Path models;

    @BeforeAll
    static void train() throws IOException {
        Path config = Files.writeString(trained.resolve("small.yaml"), """
                data: { type: swiss-roll, examples: 60 }
                model: { type: ae, latent: 2, encoder: { layers: [4] } }
                training: { epochs: 2, batchSize: 20 }
                """);
        train("small", config);
        train(
                "noisy",
                config,
                "--epochs",
                "3",
                "--set",
                "model={type: vae, latent: 1, encoder: {layers: [5, 4]}}",
                "--set",
                "model.noise=[{type: masking, probability: 0.5}, {type: gaussian, sigma: 0.25}]");
    }

    private static void train(String name, Path config, String... more) {
        List<String> words = new ArrayList<>(
                List.of("train", "--config", config.toString(), "--output", trained.toString(), "--name", name));
        words.addAll(List.of(more));
        Result result = Cli.run(words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
    }

    /** Copies a run under another name, with other values in its manifest. */
    private Path copy(String run, String name, String... replacements) throws IOException {
        Path copy = Files.createDirectories(models.resolve(name));
        for (String file : List.of("config.yaml", "metrics.csv", "manifest.json")) {
            Files.copy(trained.resolve(run).resolve(file), copy.resolve(file));
        }
        String manifest = Files.readString(copy.resolve("manifest.json"));
        for (int i = 0; i < replacements.length; i += 2) {
            String value = "(\"" + replacements[i] + "\" : )[^\\[{\\n]*?(,?\\n)";
            assertThat(Pattern.compile(value).matcher(manifest).find()).isTrue();
            manifest = manifest.replaceAll(value, "$1" + replacements[i + 1] + "$2");
        }
        Files.writeString(copy.resolve("manifest.json"), manifest);
        return copy;
    }

    private void copyThree() throws IOException {
        copy("small", "b-none", "bestValue", "null", "seconds", "7.26", "outcome", "\"running\"");
        copy("small", "a-high", "bestValue", "12.5", "seconds", "9.5");
        copy("noisy", "c-low", "bestValue", "-3.25", "seconds", "100.0", "metric", "\"training.loss\"");
    }

    private Result runs(String... more) {
        return Cli.run(List.of("runs", "--models", models.toString()), more);
    }

    private List<String> names(String... more) {
        Result result = runs(more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return result.output()
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .toList();
    }

    @Test
    void theTableHasAColumnForEachThingThatTellsRunsApart() throws IOException {
        copyThree();

        List<String> lines = runs().output().lines().map(String::strip).toList();

        assertThat(SPACES.split(lines.get(0)))
                .containsExactly(
                        "run", "family", "code", "metric", "loss", "best", "epochs", "seconds", "outcome", "data");
        assertThat(SPACES.split(lines.get(1)))
                .containsExactly(
                        "a-high", "ae", "2", "validation.loss", "gaussian", "12.5000", "2", "9.5", "done", "generated");
        assertThat(SPACES.split(lines.get(2)))
                .containsExactly(
                        "b-none", "ae", "2", "validation.loss", "gaussian", "-", "2", "7.3", "killed", "generated");
        assertThat(SPACES.split(lines.get(3)))
                .containsExactly(
                        "c-low",
                        "vae",
                        "1",
                        "training.loss",
                        "gaussian-elbo",
                        "-3.2500",
                        "3",
                        "100.0",
                        "done",
                        "generated");
        assertThat(lines).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run      | a-high b-none c-low
                    -run     | c-low b-none a-high
                    loss     | a-high b-none c-low
                    -loss    | c-low a-high b-none
                    best     | c-low a-high b-none
                    -best    | c-low a-high b-none
                    seconds  | b-none a-high c-low
                    -seconds | c-low a-high b-none
                    code     | c-low a-high b-none
                    -code    | a-high b-none c-low
                    family   | a-high b-none c-low
                    -family  | c-low a-high b-none
                    metric   | c-low a-high b-none
                    -metric  | a-high b-none c-low
                    epochs   | a-high b-none c-low
                    -epochs  | c-low a-high b-none
                    outcome  | a-high c-low b-none
                    -outcome | b-none a-high c-low
                    data     | a-high b-none c-low
                    -data    | a-high b-none c-low
                    """)
    void everyColumnOrdersBothWaysWithRunsThatHaveNoValueLast(String column, String order) throws IOException {
        copyThree();

        assertThat(names("--sort", column)).containsExactly(order.split(" ", -1));
        if (column.startsWith("-")) {
            assertThat(names("--sort", column.substring(1), "--reverse")).containsExactly(order.split(" ", -1));
        }
    }

    @Test
    void valuesThatCannotBeComparedAreKeptApartAndSaidToBe() throws IOException {
        copy("small", "a", "bestValue", "0.5");
        copy("small", "b", "bestValue", "2.5");
        copy("noisy", "c", "bestValue", "1.5");

        assertThat(names("--sort", "best")).containsExactly("a", "b", "c");
        assertThat(names("--sort", "-best")).containsExactly("b", "a", "c");
        assertThat(runs("--sort", "best").errorLines())
                .containsExactly(
                        "values of different metrics and losses cannot be compared: each kind is sorted by itself");
        assertThat(runs("--sort", "seconds").errorLines()).isEmpty();
    }

    @Test
    void noLineEndsWithBlanks() throws IOException {
        copyThree();

        assertThat(runs().output().lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void runsAreOrderedByNameUnlessAsked() throws IOException {
        copyThree();

        assertThat(names()).containsExactly("a-high", "b-none", "c-low");
        assertThat(names("--reverse")).containsExactly("c-low", "b-none", "a-high");
    }

    @Test
    void jsonHasTheSameOrderAndEveryDigit() throws IOException {
        copyThree();

        JsonNode rows =
                JsonMapper.shared().readTree(runs("--sort", "best", "--json").output());

        assertThat(rows.valueStream().map(row -> row.get("run").asString()))
                .containsExactly("c-low", "a-high", "b-none");
        assertThat(rows.get(0).get("metric").asString()).isEqualTo("training.loss");
        assertThat(rows.get(0).get("best").asDouble()).isEqualTo(-3.25);
        assertThat(rows.get(2).get("best").isNull()).isTrue();
    }

    @Test
    void csvIsForSpreadsheetsAndNoNameBecomesAFormula() throws IOException {
        String[] odd = {"=1+1", "+1", "-1", "@SUM(1)", "with, comma", "with \"quotes\""};
        for (String name : odd) {
            copy("small", name, "bestValue", "-0.12345678901234", "seconds", "1.5");
        }
        copy("small", "zz", "bestValue", "null", "seconds", "1.0E-5");

        Result result = runs("--csv");

        String rest = ",ae,2,validation.loss,gaussian,-0.12345678901234,2,1.5,done,generated";
        assertThat(result.output().split("\r\n", -1))
                .containsExactlyInAnyOrder(
                        "run,family,code,metric,loss,best,epochs,seconds,outcome,data",
                        "'=1+1" + rest,
                        "'+1" + rest,
                        "'-1" + rest,
                        "'@SUM(1)" + rest,
                        "\"with, comma\"" + rest,
                        "\"with \"\"quotes\"\"\"" + rest,
                        "zz,ae,2,validation.loss,gaussian,,2,1.0E-5,done,generated",
                        "");
        assertThat(result.errorOutput()).isEmpty();
    }

    @Test
    void nothingIsAnEmptyListInEveryFormat() {
        assertThat(runs().output()).isEmpty();
        assertThat(runs().errorLines()).containsExactly("no runs in " + models);
        assertThat(runs("--csv").output())
                .isEqualTo("run,family,code,metric,loss,best,epochs,seconds,outcome,data\r\n");
        assertThat(JsonMapper.shared().readTree(runs("--json").output())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "config.yaml"})
    void aDamagedRunHidesNoOther(String file) throws IOException {
        List<byte[]> contents = List.of(
                new byte[0],
                "{".getBytes(StandardCharsets.UTF_8),
                "[]".getBytes(StandardCharsets.UTF_8),
                "null".getBytes(StandardCharsets.UTF_8),
                new byte[] {'P', 'K', 3, 4, (byte) 0xff, 0},
                Files.readString(trained.resolve("small").resolve(file))
                        .substring(0, 80)
                        .getBytes(StandardCharsets.UTF_8));
        for (byte[] content : contents) {
            Files.write(copy("small", "damaged-" + contents.indexOf(content)).resolve(file), content);
        }
        copy("small", "a-good-one");
        copy("small", "the-last-one");

        assertThat(names()).containsExactly("a-good-one", "the-last-one");
        assertThat(runs().errorLines())
                .hasSameSizeAs(contents)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("aectl: warning: left out: " + models.resolve("damaged-"))
                        .contains(file));
        assertThat(JsonMapper.shared().readTree(runs("--json").output())).hasSize(2);
    }

    @Test
    void aRunWithoutItsConfigOrWithNothingInItsManifestHidesNoOther() throws IOException {
        Files.delete(copy("small", "no-config").resolve("config.yaml"));
        copy("small", "no-outcome", "outcome", "null");
        copy("small", "other-outcome", "outcome", "\"splendid\"");
        copy("small", "a-good-one");

        assertThat(names()).containsExactly("a-good-one");
        assertThat(runs().errorLines())
                .containsExactly(
                        "aectl: warning: left out: " + models.resolve("no-config/config.yaml")
                                + ": there is no such file",
                        "aectl: warning: left out: " + models.resolve("no-outcome/manifest.json")
                                + ": damaged, or no manifest of aectl",
                        "aectl: warning: left out: " + models.resolve("other-outcome/manifest.json")
                                + ": damaged, or no manifest of aectl");
    }

    @Test
    void twoRunsDifferInKeysOfTheirConfigsAndInWhatCameOfThem() throws IOException {
        copy("small", "small", "bestValue", "1.5", "seconds", "1.0");
        copy("noisy", "noisy", "bestValue", "2.5", "seconds", "1.0");
        Files.writeString(models.resolve("small/metrics.csv"), """
                epoch,learningRate,training.loss,validation.loss
                1,0.001,9.5,8.5
                2,0.002,7.5,0.125
                """);
        // The last row is being written.
        Files.writeString(models.resolve("noisy/metrics.csv"), """
                epoch,learningRate,training.loss,training.kl,validation.loss
                3,0.001,7.5,0.25,0.12500001
                4,0.001,6""");

        JsonNode report = JsonMapper.shared()
                .readTree(runs("--diff", "small", "noisy", "--json").output());

        assertThat(report.propertyNames()).containsExactly("a", "b", "config", "metrics");
        assertThat(report.get("a").asString()).isEqualTo("small");
        assertThat(report.get("b").asString()).isEqualTo("noisy");
        assertThat(lines(report.get("config")))
                .containsExactly(
                        "name \"small\" \"noisy\"",
                        "model.type \"ae\" \"vae\"",
                        "model.latent 2 1",
                        "model.encoder.layers [4] [5,4]",
                        "model.kl.beta null 1.0",
                        "model.kl.warmupEpochs null 0.0",
                        "model.kl.freeBits null 0.0",
                        "model.noise [] [{\"type\":\"masking\",\"probability\":0.5},"
                                + "{\"type\":\"gaussian\",\"sigma\":0.25}]",
                        "training.epochs 2 3");
        assertThat(lines(report.get("metrics")))
                .containsExactly(
                        "best 1.5 2.5", "epochs 2 3", "training.kl null 0.25", "validation.loss 0.125 0.12500001");
        String table = runs("--diff", "small", "noisy").output();
        assertThat(table.lines().map(line -> SPACES.matcher(line.strip()).replaceAll(" ")))
                .startsWith("config small noisy", "name small noisy", "model.type ae vae")
                .contains("model.kl.beta - 1.0", "", "metrics small noisy", "best 1.5000 2.5000")
                .endsWith("training.kl - 0.2500", "validation.loss 0.125 0.12500001");
    }

    private static Stream<String> lines(JsonNode differences) {
        return differences
                .valueStream()
                .map(one -> one.get("key").asString() + " " + one.get("a") + " " + one.get("b"));
    }

    @Test
    void aRunDoesNotDifferFromItselfAndOneOfAnotherFolderMayBeGiven() throws IOException {
        copy("small", "small");

        Result same = runs("--diff", "small", trained.resolve("small").toString());

        assertThat(same.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(same.output()).isEmpty();
        assertThat(same.errorLines()).singleElement().asString().endsWith(" do not differ");
    }

    @Test
    void whatMakesNoSenseIsRefused() throws IOException {
        copyThree();
        assertRefused("--csv and --json exclude each other", "--csv", "--json");
        assertRefused("--diff prints a table or --json, not --csv", "--diff", "a-high", "c-low", "--csv");
        assertRefused(
                "--diff is about two runs, which have no order to --sort or --reverse",
                "--diff",
                "a-high",
                "c-low",
                "--sort",
                "best");
        assertRefused(
                "--sort must be one of run, family, code, metric, loss, best, epochs, seconds, outcome, data, was bset",
                "--sort",
                "-bset");
        assertRefused(
                "--sort -best is from the largest down already; --reverse is one too many",
                "--sort",
                "-best",
                "--reverse");
        assertRefused("there is no run nothing: ", "--diff", "a-high", "nothing");
        Files.writeString(models.resolve("a-high/metrics.csv"), "epoch,training.loss\n1,2\n2,two\n");
        assertRefused(
                models.resolve("a-high/metrics.csv") + ":3: damaged: no number: two", "--diff", "a-high", "c-low");
        Files.writeString(models.resolve("a-high/metrics.csv"), "epoch,training.loss\n1\n");
        assertRefused(
                models.resolve("a-high/metrics.csv") + ":2: damaged: has 1 value instead of 2",
                "--diff",
                "a-high",
                "c-low");
    }

    private void assertRefused(String reason, String... words) {
        Result result = runs(words);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).first().asString().startsWith("aectl: error: " + reason);
    }
}
