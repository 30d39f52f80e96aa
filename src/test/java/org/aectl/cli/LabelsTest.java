package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntFunction;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Labels as people's files have them: missing, written as 1.0, in words of their own, or of classes that training lacks. */
class LabelsTest {
    private static final int ROWS = 60;

    @TempDir
    private static Path models;

    @BeforeAll
    static void train() throws IOException {
        write("new.csv", row -> row % 4 == 0 ? "scratch" : "good");
        write("good.csv", row -> "good");
        write("float.csv", row -> row % 10 == 0 ? "1.0" : "0.0");
        write("words.csv", row -> row % 10 == 0 ? "Fraud" : "Legit");
        write("reversed.csv", row -> row % 10 == 0 ? "0" : "1");
        write("partly.csv", row -> row % 3 == 0 ? "" : row % 10 == 1 ? "1" : "0");
        train("good", "path: good.csv, testPath: new.csv", "ae");
        train("float", "path: float.csv, testPath: float.csv.gz", "ae");
        train("words", "path: words.csv, test: 0.5", "ae");
        train("partly", "path: partly.csv, test: 0.5", "ae");
    }

    /** Rows near a line; every tenth is far from it. */
    private static void write(String name, IntFunction<String> label) throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int row = 0; row < ROWS; row++) {
            double far = row % 10 == 0 ? 5 : 0;
            double place = random.nextDouble();
            text.append(place)
                    .append(',')
                    .append(place + far)
                    .append(',')
                    .append(label.apply(row))
                    .append('\n');
        }
        Files.writeString(models.resolve(name), text);
        if (name.equals("float.csv")) {
            // Another file of the same rows, as a test split.
            try (java.util.zip.GZIPOutputStream zip =
                    new java.util.zip.GZIPOutputStream(Files.newOutputStream(models.resolve(name + ".gz")))) {
                zip.write(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    private static String config(String data, String type) {
        return "data: { type: csv, label: y, scale: standard, validation: 0, " + data + " }\n" + "model: { type: "
                + type + ", latent: 1 }\ntraining: { epochs: 1 }\n";
    }

    private static void train(String name, String data, String type) throws IOException {
        Cli.train(models, name, config(data, type));
    }

    private static Result use(String command, String run, String... more) {
        return Cli.run(java.util.List.of(command, run, "--models", models.toString()), more);
    }

    @Test
    void classesThatTrainingLacksAreTheOutliers() {
        Result own = use("detect", "good");
        Result other = use("detect", "good", "--data", models.resolve("new.csv").toString());

        assertThat(own.exitCode()).as(own.errorOutput()).isZero();
        assertThat(own.output()).contains("15 outliers: class scratch", "ROC-AUC");
        assertThat(other.output()).contains("15 outliers: class scratch", "ROC-AUC");
        Result evaluation = use("evaluate", "good");
        assertThat(evaluation.exitCode()).as(evaluation.errorOutput()).isZero();
    }

    @Test
    void whatMustKnowAllClassesRefusesNewOnes() throws IOException {
        Path config =
                Files.writeString(models.resolve("cvae.yaml"), config("path: good.csv, testPath: new.csv", "cvae"));
        Result training = Cli.run("train", "--config", config.toString(), "--output", models.toString());

        assertThat(training.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(training.errorOutput())
                .contains("the test split: row 0 is of class 'scratch'; the model knows good");
    }

    @Test
    void aWholeNumberIsTheSameWithAFraction() {
        Result guessed = use("detect", "float");
        Result named = use("detect", "float", "--outliers", "1.0");

        assertThat(guessed.output()).contains("6 outliers: class 1");
        assertThat(named.output()).contains("6 outliers: class 1");
    }

    @Test
    void wordsOfOnesOwnAreAskedFor() {
        Result silent = use("detect", "words");

        assertThat(silent.exitCode()).isZero();
        assertThat(silent.errorOutput()).contains("name them with --outliers (classes: Fraud, Legit)");
        assertThat(use("detect", "words", "--outliers", "Fraud").output()).contains("outliers: class Fraud");
    }

    @Test
    void labelsTheWrongWayRoundAreRemarkedOn() {
        Result result =
                use("detect", "float", "--data", models.resolve("reversed.csv").toString());

        assertThat(result.errorOutput()).contains("54 of 60 labelled rows count as outliers (class 1)");
    }

    @Test
    void rowsWithoutALabelCountWhereNoneIsNeeded() {
        String data = models.resolve("partly.csv").toString();
        Result detection = use("detect", "partly", "--data", data, "--threshold", "max-train");

        assertThat(detection.exitCode()).as(detection.errorOutput()).isZero();
        assertThat(detection.output()).contains("partly.csv, 60 examples", "4 outliers among 40 labelled: class 1");
        for (String command : new String[] {"evaluate", "embed", "reconstruct", "report"}) {
            Result result = use(command, "partly");
            assertThat(result.exitCode()).as(command + result.errorOutput()).isZero();
        }
    }

    @Test
    void rowsWithoutALabelAreNoClassToBeTold() {
        Result result = Cli.run("evaluate", models.resolve("partly").toString(), "--json");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        JsonNode probes = JsonMapper.shared().readTree(result.output()).get("probes");
        JsonNode rows = JsonMapper.shared().readTree(result.output()).get("examples");
        assertThat(probes.get("knownRows").asInt()).isBetween(10, 25);
        assertThat(probes.get("examples").asInt()).isLessThan(rows.asInt());
    }

    @Test
    void finetuneLearnsFromTheRowsThatHaveALabel() {
        Result result = use("finetune", "partly", "--name", "classes", "--epochs", "1");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(result.errorOutput()).contains("have no label; only the others count where labels do");
        Result prediction =
                use("predict", "classes", "--data", models.resolve("partly.csv").toString());
        assertThat(prediction.exitCode()).as(prediction.errorOutput()).isZero();
    }
}
