package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Examples;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.aectl.infer.TrainedModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What evaluate says of codes and classes, against plain loops. */
class EvaluateTest {
    private static final int PIXELS = 28 * 28;

    @TempDir
    private static Path models;

    @BeforeAll
    static void train() throws IOException {
        train("digits", "type: builtin, name: mnist-mini, limit: 300", "type: ae, latent: 4");
        train("two", "type: builtin, name: mnist-mini, limit: 300, classes: [0, 1]", "type: ae, latent: 4");
        train("one", "type: builtin, name: mnist-mini, limit: 300, classes: 4", "type: ae, latent: 4");
        train("told", "type: builtin, name: mnist-mini, limit: 300", "type: cvae, latent: 4");
        train("rows", "type: swiss-roll, examples: 200", "type: ae, latent: 2");
    }

    private static void train(String name, String data, String model) throws IOException {
        Cli.train(models, name, """
                seed: 5
                data: { %s }
                model: { encoder: { layers: [16], activation: tanh }, %s }
                training: { epochs: 8, batchSize: 20, optimizer: { type: adam, learningRate: 0.005 } }
                """.formatted(data, model));
    }

    private static Result evaluate(String run, String... more) {
        Result result = Cli.run(List.of("evaluate", run, "--models", models.toString()), more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return result;
    }

    private static JsonNode json(String run, String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--json");
        return JsonMapper.shared()
                .readTree(evaluate(run, words.toArray(String[]::new)).output());
    }

    /** Scaled examples of a run's split. */
    private record Rows(double[][] values, int[] labels) {
        static Rows of(String run, String split) throws IOException {
            try (TrainedModel model = TrainedModel.load(models.resolve(run + "/checkpoints/best.zip"))) {
                ExperimentConfig config = model.checkpoint().config();
                Examples examples = Splits.of(
                                Sources.open(
                                        config.data().source(), config.data().limit(), config.seed()),
                                config.data(),
                                config.seed())
                        .get(split);
                double[][] values = new double[examples.count()][PIXELS];
                float[] raw = new float[PIXELS];
                for (int row = 0; row < values.length; row++) {
                    examples.read(row, raw, 0);
                    for (int i = 0; i < PIXELS; i++) {
                        values[row][i] = raw[i] / 255.0;
                    }
                }
                return new Rows(
                        values,
                        IntStream.range(0, values.length).map(examples::label).toArray());
            }
        }

        double[][] codes(String run) throws IOException {
            try (TrainedModel model = TrainedModel.load(models.resolve(run + "/checkpoints/best.zip"))) {
                double[][] codes = new double[values.length][];
                for (int row = 0; row < codes.length; row++) {
                    float[] features = new float[PIXELS];
                    for (int i = 0; i < PIXELS; i++) {
                        features[i] = (float) values[row][i];
                    }
                    float[] code = model.autoencoder().codec().encode(features, 1);
                    codes[row] = IntStream.range(0, code.length)
                            .mapToDouble(i -> code[i])
                            .toArray();
                }
                return codes;
            }
        }
    }

    private static double squaredDistance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }

    private static double accuracyOfFive(double[][] known, int[] labels, double[][] queries, int[] expected) {
        int hits = 0;
        for (int row = 0; row < queries.length; row++) {
            double[] query = queries[row];
            List<Integer> nearest = IntStream.range(0, known.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(other -> squaredDistance(query, known[other])))
                    .limit(5)
                    .map(other -> labels[other])
                    .toList();
            long most = nearest.stream()
                    .mapToLong(label -> nearest.stream().filter(label::equals).count())
                    .max()
                    .orElseThrow();
            int winner = nearest.stream()
                    .filter(label -> nearest.stream().filter(label::equals).count() == most)
                    .findFirst()
                    .orElseThrow();
            hits += winner == expected[row] ? 1 : 0;
        }
        return (double) hits / queries.length;
    }

    @Test
    void neighboursInTheDataAndInTheCodeTellTheClassesThatPlainLoopsFind() throws IOException {
        JsonNode probes = json("digits").path("probes");

        Rows known = Rows.of("digits", "training");
        Rows test = Rows.of("digits", "test");
        assertThat(probes.path("neighbours").asInt()).isEqualTo(5);
        assertThat(probes.path("knownRows").asInt()).isEqualTo(known.labels.length);
        assertThat(probes.path("examples").asInt()).isEqualTo(test.labels.length);
        assertThat(probes.path("seed").asInt()).isEqualTo(5);
        // An example or two of hundreds may stand between others that are equally far but for rounding.
        assertThat(probes.path("knn").path("raw").asDouble())
                .isCloseTo(accuracyOfFive(known.values, known.labels, test.values, test.labels), within(0.01));
        assertThat(probes.path("knn").path("code").asDouble())
                .isCloseTo(
                        accuracyOfFive(known.codes("digits"), known.labels, test.codes("digits"), test.labels),
                        within(0.01));
        assertThat(probes.path("knn").path("pca").asDouble()).isBetween(0.4, 0.95);
        assertThat(probes.path("linear").path("raw").asDouble()).isBetween(0.7, 0.95);
        assertThat(probes.path("linear").path("pca").asDouble()).isBetween(0.4, 0.9);
        assertThat(probes.path("linear").path("code").asDouble()).isBetween(0.3, 0.9);
    }

    @Test
    void aPictureIsComparedInStructure() {
        JsonNode report = json("digits");

        assertThat(report.path("metrics").path("ssim").asDouble()).isBetween(0.05, 0.9);
        assertThat(report.path("pca").path("ssim").asDouble()).isBetween(0.05, 0.9);
        assertThat(report.path("metrics").path("compressionRatio").asDouble()).isEqualTo(196);
        assertThat(json("rows").path("metrics").has("ssim")).isFalse();
        assertThat(json("rows").path("pca").has("ssim")).isFalse();
    }

    @Test
    void neighboursAreComparedWithTheNumbersBesideThem() {
        JsonNode neighbourhoods = json("digits").path("neighbourhoods");

        assertThat(neighbourhoods.path("neighbours").asInt()).isEqualTo(12);
        assertThat(neighbourhoods.path("examples").asInt()).isEqualTo(300);
        for (String space : List.of("code", "pca")) {
            assertThat(neighbourhoods.path(space).path("trustworthiness").asDouble())
                    .as(space)
                    .isBetween(0.7, 1.0);
            assertThat(neighbourhoods.path(space).path("continuity").asDouble())
                    .as(space)
                    .isBetween(0.7, 1.0);
        }
        assertThat(json("digits", "--limit", "24").has("neighbourhoods")).isFalse();
        assertThat(json("digits", "--limit", "25").has("neighbourhoods")).isTrue();
    }

    @Test
    void examplesOfClassesThatTheTrainingRowsLackAreNotCounted() throws IOException {
        JsonNode probes = json("two").path("probes");

        Rows test = Rows.of("two", "test");
        assertThat(probes.path("examples").asLong())
                .isEqualTo(Arrays.stream(test.labels).filter(label -> label < 2).count())
                .isLessThan(100);
        assertThat(probes.path("knn").path("raw").asDouble()).isGreaterThan(0.9);
        assertThat(probes.path("linear").path("code").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void classesAreNotToldWhereThereIsOneOrTheEncoderKnowsThem() {
        assertThat(json("one").has("probes")).isFalse();
        assertThat(json("told").has("probes")).isFalse();
    }

    @Test
    void repeatedCallsAgreeExactly() {
        assertThat(evaluate("digits", "--json").output())
                .isEqualTo(evaluate("digits", "--json").output());
        // There are fewer rows than would be left out.
        assertThat(evaluate("digits", "--all-rows", "--json").output())
                .isEqualTo(evaluate("digits", "--json").output());
    }

    @Test
    void peopleReadGroupsWithTheBaselinesInColumns() {
        String output = evaluate("digits").output();

        assertThat(output.lines().toList().get(0)).isEqualTo("digits, test, 300 examples");
        assertThat(output)
                .containsPattern(
                        "\nReconstruction +model +PCA, 4 +mean\n  Squared error \u2193 +[0-9.]+[ *] +[0-9.]+[ *] ")
                .containsPattern("\nLoss +mean +std. error +median\n  Loss \u2193 +[0-9.]+ +[0-9.]+ +[0-9.]+\n"
                        + "  Reconstruction loss \u2193 +[0-9.]+ +")
                .containsPattern("\nCode +model +PCA\n  Compression ratio +196.00\n")
                .contains("\n  Trustworthiness and continuity: 12 neighbours, 300 examples, seed 5.\n")
                .containsPattern("\nClass accuracy +model +PCA +raw data\n  5 nearest neighbours \u2191 +0[0-9.]+")
                .doesNotContain("null");
        assertThat(evaluate("rows").output()).doesNotContain("Structural", "null");
    }

    /** Whichever way a measure is better, the star is at the best column, and only where there is something to compare. */
    @Test
    void peopleSeeWhichColumnIsTheBest() {
        JsonNode report = json("digits");
        List<String> lines = evaluate("digits").output().lines().toList();

        assertBestIsMarked(
                line(lines, "  Squared error \u2193"),
                report.at("/metrics/sse"),
                report.at("/pca/sse"),
                report.at("/mean/sse"));
        assertBestIsMarked(
                line(lines, "  Peak signal-to-noise ratio \u2191"),
                report.at("/metrics/psnr"),
                report.at("/pca/psnr"),
                report.at("/mean/psnr"));
        assertBestIsMarked(
                line(lines, "  Linear probe \u2191"),
                report.at("/probes/linear/code"),
                report.at("/probes/linear/pca"),
                report.at("/probes/linear/raw"));
        assertThat(line(lines, "  Compression ratio")).doesNotContain("*");
    }

    private static void assertBestIsMarked(String line, JsonNode... values) {
        boolean isLower = line.contains("\u2193");
        double best = Arrays.stream(values)
                .mapToDouble(JsonNode::asDouble)
                .reduce(isLower ? Math::min : Math::max)
                .orElseThrow();
        String[] cells = line.replaceFirst(".*[\u2191\u2193]", "").strip().split(" +", -1);
        assertThat(cells).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            assertThat(cells[i].endsWith("*")).as(line).isEqualTo(values[i].asDouble() == best);
        }
    }

    private static String line(List<String> lines, String start) {
        return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }

    /** The same rows with the bytes of a picture, with other scalings than the one that makes them 0 to 1. */
    @Test
    void signalToNoiseIsInTheUnitOfThePicturesWhateverTheScaling() throws IOException {
        double[] ratios = new double[2];
        for (int i = 0; i < 2; i++) {
            String name = i == 0 ? "standard" : "minmax";
            train(
                    name,
                    "type: builtin, name: mnist-mini, limit: 300, scale: " + name,
                    "type: ae, latent: 4, reconstruction: gaussian");
            JsonNode report = json(name);
            ratios[i] = report.path("mean").path("psnr").asDouble();
            assertThat(report.path("mean").path("ssim").asDouble()).isBetween(0.0, 0.5);
            assertThat(report.path("metrics").path("psnr").asDouble()).isBetween(5.0, 20.0);
        }
        // The mean is the same one in each of them, and in the bytes over 255.
        double expected = json("digits").path("mean").path("psnr").asDouble();
        assertThat(ratios[0]).isCloseTo(expected, within(1e-4));
        assertThat(ratios[1]).isCloseTo(expected, within(1e-4));
    }

    @Test
    void aTableHasNoSignalToNoise() {
        JsonNode report = json("rows");

        assertThat(report.path("metrics").has("psnr")).isFalse();
        assertThat(report.path("pca").has("psnr")).isFalse();
        assertThat(evaluate("rows").output())
                .contains("a signal-to-noise ratio is left out, because no range of the values is known.");
    }

    @Test
    void theFloorOfTheLossIsThatOfGreyPixelsAlone() throws IOException {
        train("grey", "type: builtin, name: mnist-mini, limit: 300", "type: ae, latent: 4, reconstruction: bernoulli");
        train(
                "binary",
                "type: builtin, name: mnist-mini, limit: 300, binarize: threshold",
                "type: ae, latent: 4, reconstruction: bernoulli");

        assertThat(json("grey").path("metrics").path("lossFloor").asDouble()).isBetween(30.0, 60.0);
        assertThat(json("binary").path("metrics").has("lossFloor")).isFalse();
    }

    @Test
    void besideATopKCodeStandAsManyComponentsAsItKeeps() throws IOException {
        train(
                "top",
                "type: builtin, name: mnist-mini, limit: 300",
                "type: ae, latent: 900, sparsity: { type: top-k, k: 20 }");

        JsonNode report = json("top");

        assertThat(report.path("pca").path("components").asInt()).isEqualTo(20);
        assertThat(report.path("pca").path("sse").asDouble()).isGreaterThan(5);
        // 20 numbers and their 20 places.
        assertThat(report.path("metrics").path("compressionRatio").asDouble()).isEqualTo(784 / 40.0);
    }

    @Test
    void aModelThatGivesBackTheMeanIsTold() throws IOException {
        // Rectifiers of so large a step are all dead; sigmoids of so small a one have learnt nothing yet.
        for (String training : List.of(
                "model.encoder.activation=relu,training.optimizer.learningRate=10",
                "model.encoder.activation=sigmoid,training.optimizer.learningRate=0.000001")) {
            Path config = models.resolve("mean.yaml");
            Files.writeString(config, """
                    data: { type: builtin, name: mnist-mini, limit: 300 }
                    model: { type: ae, latent: 4, encoder: { layers: [16] }, reconstruction: bernoulli }
                    training: { epochs: 2, batchSize: 20, optimizer: { type: adam } }
                    """);
            List<String> words = new ArrayList<>(
                    List.of("train", "-c", config.toString(), "-o", models.toString(), "--force", "--name", "mean"));
            for (String change : List.of(training.split(",", -1))) {
                words.addAll(List.of("--set", change));
            }
            Result trained = Cli.run(words.toArray(String[]::new));
            assertThat(trained.exitCode()).as(trained.errorOutput()).isEqualTo(ExitCode.DONE);
            assertThat(trained.errorOutput())
                    .contains("warning: the model gives back examples no better than their mean");
            Result evaluated = evaluate("mean");
            assertThat(evaluated.errorOutput())
                    .contains("warning: the model gives back examples no better than the mean of the training rows (");
            assertThat(evaluated.output()).contains("PCA with 4 components reconstructs better: squared error ");
        }
        assertThat(evaluate("digits").errorOutput()).isEmpty();
    }

    @Test
    void aProbeOfTooManyClassesIsLeftOutAndNothingElse() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,name\n");
        for (int row = 0; row < 3000; row++) {
            text.append(row % 37).append(',').append(row % 11).append(',').append(row % 7);
            text.append(",n").append(row % 1100).append('\n');
        }
        Files.writeString(models.resolve("names.csv"), text);
        train("names", "type: csv, path: names.csv, label: name", "type: ae, latent: 2");

        Result result = evaluate("names", "--json");

        JsonNode probes = JsonMapper.shared().readTree(result.output()).path("probes");
        assertThat(probes.path("knn").propertyNames()).containsExactly("raw", "pca", "code");
        assertThat(probes.path("linear").isEmpty()).isTrue();
        assertThat(result.errorOutput())
                .contains("the linear probe of the code is left out, because 1,100 classes of 2 values take too long");
    }

    @Test
    void allRowsAreRefusedWhereClassesCannotBeTold() {
        assertRefused("one", "the run's training rows are too few or of one class");
        assertRefused("told", "the encoder of a conditional model is told the label");
    }

    private static void assertRefused(String run, String reason) {
        Result result = Cli.run("evaluate", run, "--models", models.toString(), "--all-rows");
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines())
                .containsExactly("aectl: error: --all-rows has no use: classes cannot be told, because " + reason);
    }
}
