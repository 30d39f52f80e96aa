package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.aectl.cli.console.ExitCode;
import org.aectl.data.Examples;
import org.aectl.data.array.NpyReader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Outliers found by trained models through the command a user has, against plain loops over the files it writes. */
class DetectTest {
    private static final int PIXELS = 28 * 28;

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        Files.writeString(models.resolve("rows.csv"), table());
        String rows = "type: csv, path: rows.csv, label: outlier, scale: standard, validation: 0.25, test: 0.4";
        train("table", rows, "type: ae");
        train("bound", rows, "type: vae, samples: 2");
        train("digit", "type: builtin, name: mnist-mini, limit: 400, classes: [4]", "type: ae");
        train("digits", "type: builtin, name: mnist-mini, limit: 100", "type: ae");
    }

    /** Two dozen outliers among rows near a line; the constant column says nothing. */
    private static String table() {
        Random random = new Random(8);
        StringBuilder text = new StringBuilder("a,b,c,constant,outlier\n");
        for (int row = 0; row < 400; row++) {
            boolean outlier = row % 16 == 3;
            double t = random.nextGaussian();
            double spread = outlier ? 2 : 0.1;
            text.append(String.format(
                    Locale.ROOT,
                    "%.5f,%.5f,%.5f,0.1,%d%n",
                    t + spread * random.nextGaussian(),
                    2 * t + spread * random.nextGaussian(),
                    5 - t + spread * random.nextGaussian(),
                    outlier ? 1 : 0));
        }
        return text.toString();
    }

    private static void train(String name, String data, String model) throws IOException {
        Cli.train(models, name, """
                seed: 5
                data: { %s }
                model: { latent: 2, encoder: { layers: [8], activation: tanh }, %s }
                training: { epochs: 2, batchSize: 20, optimizer: { type: adam, learningRate: 0.02 } }
                """.formatted(data, model));
    }

    private static Result detect(String run, Path target, String... more) {
        return Cli.run(List.of("detect", run, "--models", models.toString(), "--output", target.toString()), more);
    }

    private JsonNode detected(String run, String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--json");
        Result result = detect(run, output, words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        // LabelsTest has that one.
        assertThat(result.errorOutput()
                        .replaceAll("aectl: warning: how well outliers are found .* --outliers .*\n", ""))
                .isEmpty();
        return JsonMapper.shared().readTree(result.output());
    }

    /** The columns of scores.csv by name. */
    private Map<String, List<String>> columns() throws IOException {
        List<List<String>> lines = Files.readAllLines(output.resolve("scores.csv")).stream()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        Map<String, List<String>> columns = new TreeMap<>();
        for (int i = 0; i < lines.get(0).size(); i++) {
            int column = i;
            columns.put(
                    lines.get(0).get(i),
                    lines.subList(1, lines.size()).stream()
                            .map(line -> line.get(column))
                            .toList());
        }
        return columns;
    }

    private static List<String> column(Map<String, List<String>> columns, String name) {
        return columns.getOrDefault(name, List.of());
    }

    @Test
    void valuesThatTheLikelihoodIsNotDefinedForAreCountedWhereItIsTheScore() throws IOException {
        String rows = "type: csv, path: rows.csv, label: outlier, scale: minmax, validation: 0.25, test: 0.4";
        train("shares", rows, "type: ae, reconstruction: bernoulli");

        Result byLoss = detect("shares", output, "--score", "loss");
        Result byError = detect("shares", output, "--score", "error");

        assertThat(byLoss.errorOutput())
                .containsPattern("test: \\d of 544 scaled values are outside of \\[0,1], where the cross-entropy");
        assertThat(byError.errorOutput()).doesNotContain("outside of");
    }

    @Test
    void withoutValidationRowsAThresholdIsThatOfTheTrainingRowsAndIsSaidToBe() throws IOException {
        train("seen", "type: csv, path: rows.csv, label: outlier, scale: standard, validation: 0", "type: ae");
        double[] training = scores("seen", "--split", "training");
        Arrays.sort(training);

        Result result = detect("seen", output, "--threshold", "max-train", "--json");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        JsonNode threshold = JsonMapper.shared().readTree(result.output()).path("threshold");
        assertThat(threshold.path("fittedOn").asString()).isEqualTo("training");
        assertThat(threshold.path("value").asDouble())
                .isCloseTo(training[training.length - 1], within(1e-6 * training[training.length - 1]));
        assertThat(result.errorLines())
                .contains("aectl: warning: --threshold max-train is fitted on the training rows, whose scores are"
                        + " lower than those of rows that the network has not learnt from, so it flags more of these;"
                        + " with data.validation above 0 it is fitted on the validation rows");
    }

    @Test
    void aScoreThatFindsOutliersBetterThanTheModelIsNamed() throws IOException {
        Cli.train(models, "untrained", """
                data: { type: csv, path: rows.csv, label: outlier, scale: standard }
                model: { type: ae, latent: 2, encoder: { layers: [4] } }
                training: { epochs: 1, optimizer: { type: sgd, learningRate: 1e-12 } }
                """);
        JsonNode report = detected("untrained");

        double model = report.path("quality").path("model").path("rocAuc").asDouble();
        double pca = report.path("quality").path("pca").path("rocAuc").asDouble();
        double norm = report.path("quality").path("squaredNorm").path("rocAuc").asDouble();
        assertThat(Math.max(pca, norm)).isGreaterThan(model);
        assertThat(report.path("verdicts").get(0).asString())
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "Outliers are found better by %s: ROC-AUC %.4f, the model's %.4f",
                        pca > norm ? "PCA, 2 components" : "squared norm",
                        Math.max(pca, norm),
                        model));
    }

    /** A covariance of so many features would need 20 GB. */
    @Test
    void rowsOfManyFeaturesAreScoredBesidePrincipalComponents() throws IOException {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 25; row++) {
            for (int column = 0; column < 50_000; column++) {
                text.append(column == 0 ? "" : ",").append(row == 0 ? "c" + column : random.nextInt(10));
            }
            text.append('\n');
        }
        Files.writeString(models.resolve("wide.csv"), text);
        train("wide", "type: csv, path: wide.csv, scale: minmax, validation: 0, test: 0.4", "type: ae");

        JsonNode report = detected("wide");

        assertThat(report.path("pcaComponents").asInt()).isEqualTo(2);
        double[] errors = numbers(columns(), "pca");
        assertThat(errors).hasSize(report.path("examples").asInt()).doesNotContain(0.0);
        assertThat(Arrays.stream(errors).allMatch(Double::isFinite)).isTrue();
        Result evaluation = Cli.run("evaluate", "wide", "--models", models.toString(), "--json");
        assertThat(evaluation.exitCode()).as(evaluation.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(JsonMapper.shared()
                        .readTree(evaluation.output())
                        .path("pca")
                        .path("sse")
                        .asDouble())
                .isEqualTo(Arrays.stream(errors).average().orElseThrow(), within(1e-3));
    }

    private static double[] numbers(Map<String, List<String>> columns, String name) {
        return column(columns, name).stream().mapToDouble(Double::parseDouble).toArray();
    }

    private double[] scores(String run, String... more) throws IOException {
        detected(run, more);
        return numbers(columns(), "score");
    }

    @Test
    void theColumnsAndMeasuresAreThoseOfPlainLoops() throws IOException {
        JsonNode report = detected("table", "--split", "test", "--threshold", "quantile:0.9");

        Map<String, List<String>> columns = columns();
        assertThat(columns.keySet()).containsExactly("label", "outlier", "pca", "row", "score", "squaredNorm");
        assertThat(Files.readAllLines(output.resolve("scores.csv")).get(0))
                .isEqualTo("row,label,score,outlier,squaredNorm,pca");
        boolean[] outlier = isOutlier(columns, List.of("1"));
        assertQuality(report, "model", numbers(columns, "score"), outlier);
        assertQuality(report, "squaredNorm", numbers(columns, "squaredNorm"), outlier);
        assertQuality(report, "pca", numbers(columns, "pca"), outlier);
        assertThat(report.path("pcaComponents").asInt()).isEqualTo(2);
        assertThat(report.path("outliers").path("classes").get(0).asString()).isEqualTo("1");
        assertThat(report.path("outliers").path("count").asInt()).isEqualTo(count(outlier));
    }

    private static void assertQuality(JsonNode report, String name, double[] scores, boolean[] outlier) {
        JsonNode quality = report.path("quality").path(name);
        double won = 0;
        double precision = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            int above = 0;
            int found = 0;
            for (int j = 0; j < scores.length; j++) {
                above += scores[j] >= scores[i] ? 1 : 0;
                found += scores[j] >= scores[i] && outlier[j] ? 1 : 0;
                if (outlier[i] && !outlier[j]) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
            precision += outlier[i] ? (double) found / above : 0;
        }
        assertThat(quality.path("rocAuc").asDouble()).as(name).isCloseTo(won / pairs, within(1e-12));
        assertThat(quality.path("averagePrecision").asDouble())
                .as(name)
                .isCloseTo(precision / count(outlier), within(1e-12));
        assertThat(quality.path("precisionAtN").asDouble()).as(name).isBetween(0.0, 1.0);
    }

    private static boolean[] isOutlier(Map<String, List<String>> columns, List<String> classes) {
        List<String> labels = column(columns, "label");
        boolean[] outlier = new boolean[labels.size()];
        for (int row = 0; row < outlier.length; row++) {
            outlier[row] = classes.contains(labels.get(row));
        }
        return outlier;
    }

    private static int count(boolean[] values) {
        return (int) IntStream.range(0, values.length).filter(i -> values[i]).count();
    }

    @Test
    void aRowsNormAndErrorAreComputedFromTheTableItself() throws IOException {
        detected("table", "--data", models.resolve("rows.csv").toString(), "--features");

        Map<String, List<String>> columns = columns();
        double[] norms = numbers(columns, "squaredNorm");
        assertThat(norms).hasSize(400);
        // Standardised by the training rows, whose mean length therefore is the number of columns that vary.
        double[] trained = norms("table", "training");
        assertThat(Arrays.stream(trained).average().orElseThrow()).isCloseTo(3, within(1e-4));
        List<String> features = Files.readAllLines(output.resolve("features.csv"));
        assertThat(features.get(0)).isEqualTo("row,a,b,c,constant");
        double[] scores = numbers(columns, "score");
        for (int row = 0; row < 400; row++) {
            double sum = Arrays.stream(features.get(row + 1).split(",", -1))
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .sum();
            assertThat(scores[row]).isCloseTo(sum, within(1e-5 * sum + 1e-9));
        }
    }

    private double[] norms(String run, String split) throws IOException {
        Path before = output;
        output = output.resolve("norms");
        detected(run, "--split", split);
        double[] norms = numbers(columns(), "squaredNorm");
        output = before;
        return norms;
    }

    @ParameterizedTest
    @CsvSource({"quantile:0.75", "mad:2", "sigma:1.5", "max-train"})
    void thresholdsFollowFromTheScoresOfTheValidationRows(String rule) throws IOException {
        double[] validation = scores("table", "--split", "validation");
        Arrays.sort(validation);
        double expected = expected(rule, validation);

        JsonNode threshold = detected("table", "--threshold", rule).path("threshold");

        assertThat(threshold.path("value").asDouble()).isCloseTo(expected, within(1e-6 * expected));
        assertThat(threshold.path("fittedOn").asString()).isEqualTo("validation");
        assertThat(threshold.path("rows").asInt()).isEqualTo(validation.length);
        Map<String, List<String>> columns = columns();
        double[] scores = numbers(columns, "score");
        boolean[] outlier = isOutlier(columns, List.of("1"));
        int flagged = 0;
        int found = 0;
        for (int row = 0; row < scores.length; row++) {
            boolean isFlagged = scores[row] > threshold.path("value").asDouble();
            assertThat(column(columns, "outlier").get(row)).isEqualTo(isFlagged ? "1" : "0");
            flagged += isFlagged ? 1 : 0;
            found += isFlagged && outlier[row] ? 1 : 0;
        }
        assertThat(threshold.path("flagged").asInt()).isEqualTo(flagged);
        assertThat(threshold.path("found").asInt()).isEqualTo(found);
        assertThat(threshold.path("flaggedShare").asDouble())
                .isCloseTo((double) (flagged - found) / (outlier.length - count(outlier)), within(1e-12));
        assertThat(threshold.path("recall").asDouble()).isCloseTo((double) found / count(outlier), within(1e-12));
    }

    private static double expected(String rule, double[] sorted) {
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                .map(score -> Math.pow(score - mean, 2))
                .average()
                .orElseThrow();
        double[] distances = Arrays.stream(sorted)
                .map(score -> Math.abs(score - quantile(sorted, 0.5)))
                .sorted()
                .toArray();
        return switch (rule) {
            case "quantile:0.75" -> quantile(sorted, 0.75);
            case "mad:2" -> quantile(sorted, 0.5) + 2 * 1.4826 * quantile(distances, 0.5);
            case "sigma:1.5" -> mean + 1.5 * Math.sqrt(variance);
            default -> sorted[sorted.length - 1];
        };
    }

    private static double quantile(double[] sorted, double share) {
        double rank = (sorted.length - 1) * share;
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return sorted[below] * (1 - rank + below) + sorted[above] * (rank - below);
    }

    @Test
    void theThresholdOfTheBestF1IsFoundOnTheLabels() throws IOException {
        JsonNode threshold = detected("table", "--threshold", "f1").path("threshold");

        Map<String, List<String>> columns = columns();
        double[] scores = numbers(columns, "score");
        boolean[] outlier = isOutlier(columns, List.of("1"));
        double best = 0;
        for (double least : scores) {
            int flagged = 0;
            int found = 0;
            for (int row = 0; row < scores.length; row++) {
                flagged += scores[row] >= least ? 1 : 0;
                found += scores[row] >= least && outlier[row] ? 1 : 0;
            }
            best = Math.max(best, 2.0 * found / (flagged + count(outlier)));
        }
        assertThat(threshold.path("f1").asDouble()).isCloseTo(best, within(1e-12));
        assertThat(threshold.path("fittedOn").asString()).isEqualTo("labels");
        assertThat(threshold.path("rows").asInt()).isEqualTo(scores.length);
    }

    @Test
    void ofAModelOfOneClassAllOthersAreOutliers() throws IOException {
        JsonNode report = detected("digit");

        boolean[] outlier = isOutlier(columns(), List.of("0", "1", "2", "3", "5", "6", "7", "8", "9"));
        assertThat(report.path("outliers").path("count").asInt())
                .isEqualTo(count(outlier))
                .isGreaterThan(300);
        assertThat(report.path("outliers").path("classes").size()).isEqualTo(9);
        assertQuality(report, "model", numbers(columns(), "score"), outlier);
        assertThat(report.path("quality").path("model").path("rocAuc").asDouble())
                .isGreaterThan(0.6);
        assertThat(report.has("threshold")).isFalse();
        BufferedImage picture = ImageIO.read(output.resolve("detect.png").toFile());
        assertThat(picture.getWidth()).isGreaterThan(2 * picture.getHeight());
    }

    @Test
    void classesCanBeNamedAsOutliersOrAsInliers() throws IOException {
        JsonNode outliers = detected("digits", "--outliers", "4,9");
        boolean[] outlier = isOutlier(columns(), List.of("4", "9"));
        JsonNode inliers = detected("digits", "--inliers", "0,1,2,3,5,6,7,8");

        assertQuality(outliers, "model", numbers(columns(), "score"), outlier);
        assertThat(inliers).isEqualTo(outliers);
    }

    @Test
    void withoutOutliersThereAreScoresOnly() throws IOException {
        JsonNode report = detected("digits", "--features", "--format", "npy", "--threshold", "max-train");

        assertThat(report.has("outliers")).isFalse();
        assertThat(report.path("quality").size()).isZero();
        assertThat(report.path("threshold").has("precision")).isFalse();
        assertThat(report.path("files").valueStream().map(JsonNode::asString))
                .containsExactly(
                        output.resolve("scores.csv").toString(),
                        output.resolve("features.npy").toString(),
                        output.resolve("detect.png").toString());
        Examples features = NpyReader.read(output.resolve("features.npy"), null);
        double[] scores = numbers(columns(), "score");
        assertThat(features.count()).isEqualTo(scores.length);
        assertThat(features.shape().isImage()).isTrue();
        float[] values = new float[PIXELS];
        for (int row = 0; row < scores.length; row++) {
            features.read(row, values, 0);
            double sum = 0;
            for (float value : values) {
                sum += value;
            }
            assertThat(scores[row]).isCloseTo(sum, within(1e-4 * sum));
        }
    }

    @Test
    void theScoresOfAVariationalModelBoundEachOther() throws IOException {
        double[] elbo = scores("bound", "--nll-samples", "200");
        double[] same = scores("bound", "--score", "elbo", "--nll-samples", "200", "--batch-size", "7");
        double[] other = scores("bound", "--score", "elbo", "--nll-samples", "200", "--seed", "6");
        double[] nll = scores("bound", "--score", "nll", "--nll-samples", "200");
        double[] loss = scores("bound", "--score", "loss");
        double[] error = scores("bound", "--score", "error");

        double mean = Arrays.stream(elbo).average().orElseThrow();
        JsonNode metrics = evaluated("bound");
        assertThat(mean).isCloseTo(-metrics.path("elbo").asDouble(), within(0.05 * mean));
        assertThat(same).containsExactly(elbo, Offset.offset(1e-4));
        assertThat(other).isNotEqualTo(elbo);
        assertThat(Arrays.stream(error).average().orElseThrow())
                .isCloseTo(metrics.path("sse").asDouble(), within(1e-4));
        for (int row = 0; row < elbo.length; row++) {
            assertThat(nll[row]).isLessThanOrEqualTo(elbo[row] + 0.2);
            // The gaussian likelihood of variance 1/2 is the squared error.
            assertThat(loss[row]).isCloseTo(error[row], within(1e-4 * error[row] + 1e-6));
        }
    }

    private static JsonNode evaluated(String run) {
        Result result = Cli.run("evaluate", run, "--models", models.toString(), "--json");
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return JsonMapper.shared().readTree(result.output()).path("metrics");
    }

    @Test
    void theSameCallWritesTheSameFiles() throws IOException {
        detected("bound", "--threshold", "mad:3");
        byte[] scores = Files.readAllBytes(output.resolve("scores.csv"));
        byte[] picture = Files.readAllBytes(output.resolve("detect.png"));
        detected("bound", "--threshold", "mad:3");

        assertThat(output.resolve("scores.csv")).hasBinaryContent(scores);
        assertThat(output.resolve("detect.png")).hasBinaryContent(picture);
    }

    @Test
    void peopleReadATable() {
        Result result = detect("table", output, "--threshold", "f1");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .startsWith("table, test, ")
                .contains(
                        "ROC-AUC   average precision", "\n  model   ", "\n  squared norm   ", "\n  PCA, 2 components ")
                .contains("rows with the labels that it is judged by")
                .contains(output.resolve("scores.csv").toString());
    }

    @Test
    void whereTheTrainingDataAreGoneTheModelStillScores() throws IOException {
        Path alone = Files.copy(models.resolve("table/checkpoints/best.zip"), output.resolve("alone.zip"));
        Path data = Files.copy(models.resolve("rows.csv"), output.resolve("rows.csv"));
        Path hidden = Files.move(models.resolve("rows.csv"), models.resolve("hidden.csv"));
        try {
            Path target = output.resolve("scored");
            Result result = detect(alone.toString(), target, "--data", data.toString());
            Result refused = detect(
                    alone.toString(), output.resolve("refused"), "--data", data.toString(), "--threshold", "mad:3");

            assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
            assertThat(result.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("aectl: warning: PCA and the norm of the standardised row are left out");
            assertThat(Files.readAllLines(target.resolve("scores.csv")).get(0)).isEqualTo("row,label,score");
            assertThat(refused.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
            assertThat(refused.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("aectl: error: --threshold is fitted on the run's training data, which cannot be read");
            assertThat(output.resolve("refused")).doesNotExist();
        } finally {
            Files.move(hidden, models.resolve("rows.csv"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table | --score nll | --score nll needs a variational model, but this one is of type ae; use error or loss",
                "table | --nll-samples 3 | --nll-samples has no use with --score error, for which nothing is drawn",
                "bound | --score loss --seed 3 | --seed has no use with --score loss, for which nothing is drawn",
                "bound | --nll-samples 0 | --nll-samples must be at least 1, was 0",
                "table | --threshold quantile:99 | --threshold must be quantile:Q with Q between 0 and 1",
                "digits | --threshold f1 | --threshold f1 needs to know which examples of test are outliers",
                "digits | --outliers 4,x | --outliers must name classes of test (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), was x",
                "digits | --inliers ten | --inliers must name classes of test (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), was ten",
                "digits | --outliers 4 --inliers 5 | --outliers and --inliers say the same thing; use one of them",
                "digit | --split training --threshold f1 | --threshold f1 needs outliers and others, but training holds 0",
                "digits | --format npy | --format says what --features are written as; scores are always CSV",
                "digits | --features --format png | --format png cannot hold squared errors; use csv, npy or parquet",
                "digits | --data TABLE | TABLE: examples of shape 5 (5 values); the model was trained on 28x28x1",
                "nothing | --seed 1 | there is no run nothing: "
            })
    void whatCannotBeDoneIsRefused(String words) {
        String table = models.resolve("rows.csv").toString();
        List<String> parts = List.of(words.split(" \\| ", -1));
        String[] options = parts.get(1).replace("TABLE", table).split(" ", -1);
        Path target = output.resolve("refused");

        Result result = detect(parts.get(0), target, options);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: " + parts.get(2).replace("TABLE", table));
        assertThat(target).doesNotExist();
    }

    @Test
    void newRowsWithoutLabelsAreScored() throws IOException {
        Path data = Files.writeString(output.resolve("bare.csv"), "a,b,c,constant\n0,0,5,0.1\n0,9,9,0.1\n");

        JsonNode report = detected("table", "--data", data.toString(), "--threshold", "quantile:0.95");

        assertThat(report.has("outliers")).isFalse();
        Map<String, List<String>> columns = columns();
        assertThat(columns.keySet()).containsExactly("outlier", "pca", "row", "score", "squaredNorm");
        assertThat(column(columns, "outlier")).containsExactly("0", "1");
        Result refused = detect("table", output.resolve("refused"), "--data", data.toString(), "--outliers", "1");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(refused.errorLines())
                .containsExactly(
                        "aectl: error: " + data + ": --outliers names classes, but these examples have no labels");
        assertThat(output.resolve("refused")).doesNotExist();
    }
}
