package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Parquet;
import org.aectl.data.Examples;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Classifiers made of trained models, and what they predict, through the commands a user has. */
class FinetuneTest {
    private static final int PIXELS = 28 * 28;
    private static final int ROWS = 300;
    private static final int HIDDEN = 12;
    private static final int CODE = 5;
    private static final int CLASSES = 10;
    private static final Pattern COMMA = Pattern.compile(",");

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        String digits = "type: builtin, name: mnist-mini, limit: " + ROWS;
        train("ae", digits, "type: ae, reconstruction: bernoulli");
        train("vae", digits, "type: vae, reconstruction: bernoulli");
        train("cvae", digits, "type: cvae, reconstruction: bernoulli");
        writePoints(models.resolve("points.csv"), "x,y,z,side", List.of("left", "right"));
        writePoints(models.resolve("one-class.csv"), "x,y,z,side", List.of("left"));
        writePoints(models.resolve("other-names.csv"), "z,side,x,y", List.of());
        writePoints(models.resolve("unlabelled.csv"), "x,y,z", List.of());
        train("points", "type: csv, label: side, path: " + models.resolve("points.csv"), "type: ae");
        train("one", "type: csv, label: side, path: " + models.resolve("one-class.csv"), "type: ae");
        train("untested", "type: csv, label: side, test: 0, path: " + models.resolve("points.csv"), "type: ae");
        train("unlabelled", "type: csv, path: " + models.resolve("unlabelled.csv"), "type: ae");
    }

    private static void train(String name, String data, String model) throws IOException {
        Cli.train(models, name, """
                data: { %s }
                model: { latent: %d, encoder: { layers: [%d] }, %s }
                training: { epochs: 2, batchSize: 20 }
                """.formatted(data, CODE, HIDDEN, model));
    }

    /** Two clouds, at x = -2 and x = 2. */
    private static void writePoints(Path file, String header, List<String> classes) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        Random random = new Random(1);
        for (int row = 0; row < 120; row++) {
            boolean isLeft = row % 2 == 0;
            String label = classes.isEmpty() ? isLeft ? "left" : "up" : classes.get(row % classes.size());
            double x = (isLeft ? -2 : 2) + 0.1 * random.nextGaussian();
            for (String column : header.split(",", -1)) {
                text.append(
                        switch (column) {
                            case "x" -> x;
                            case "side" -> label;
                            default -> random.nextGaussian();
                        });
                text.append(column.equals(header.substring(header.lastIndexOf(',') + 1)) ? '\n' : ',');
            }
        }
        Files.writeString(file, text);
    }

    private static Result done(Result result) {
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return result;
    }

    private static Result aectl(String command, String run, String... more) {
        return Cli.run(List.of(command, run, "--models", models.toString()), more);
    }

    /** A run in this test's own folder. */
    private Path finetuned(String run, String name, String... more) {
        List<String> words = new ArrayList<>(List.of("--output", output.toString(), "--name", name));
        words.addAll(List.of(more));
        done(aectl("finetune", run, words.toArray(String[]::new)));
        return output.resolve(name);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static JsonNode manifest(Path run) throws IOException {
        return json(Files.readString(run.resolve("manifest.json")));
    }

    private static Path checkpoint(Path run) {
        return run.resolve("checkpoints/best.zip");
    }

    /** Numbers as the file has them, read without any of the program. */
    private static float[] parameters(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile());
                InputStream in = file.getInputStream(file.getEntry("parameters.bin"))) {
            byte[] bytes = in.readAllBytes();
            float[] values = new float[bytes.length / 4];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return values;
        }
    }

    private static List<List<String>> cells(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .map(line -> Arrays.asList(COMMA.split(line, -1)))
                .toList();
    }

    @Test
    void theClassifierIsARunOfItsOwnThatKnowsWhereItComesFrom() throws Exception {
        Result result = done(aectl("finetune", "ae", "--labels", "3", "--epochs", "2", "--batch-size", "10"));
        Path run = models.resolve("ae-classifier");

        assertThat(result.output()).startsWith(run + ": accuracy 0.");
        assertThat(result.output())
                .contains("\n  from random weights 0.", "\n  logistic regression on the features 0.", "\n  gain ")
                .contains("rows: actual class, columns: predicted class");
        try (Stream<Path> files = Files.walk(run)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> run.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrder(
                            "checkpoints/best.zip",
                            "config.yaml",
                            "confusion.csv",
                            "confusion.png",
                            "manifest.json",
                            "metrics.csv");
        }
        JsonNode manifest = manifest(run);
        assertThat(manifest.at("/finetuning/parent")).isEqualTo(json("""
                {"run": "ae", "checkpoint": "%s", "sha256": "%s", "epoch": 2}
                """.formatted(
                        checkpoint(models.resolve("ae")), sha256(checkpoint(models.resolve("ae"))))));
        assertThat(manifest.at("/finetuning/labelsPerClass").asInt()).isEqualTo(3);
        assertThat(manifest.at("/rows")).isEqualTo(json("{\"training\": 30, \"test\": %d}".formatted(ROWS)));
        assertThat(manifest.at("/outcome").asString()).isEqualTo("done");
        assertThat(manifest.at("/network").asString()).isEqualTo("784-12-5-10");
        assertThat(Files.readString(run.resolve("config.yaml")))
                .contains("name: ae-classifier")
                .contains("reconstruction: bernoulli");
        assertThat(ImageIO.read(run.resolve("confusion.png").toFile()).getWidth())
                .isGreaterThan(200);
        assertThat(cells(run.resolve("metrics.csv")).stream().map(row -> row.get(0) + " " + row.get(1)))
                .containsExactly("epoch stage", "1 head", "2 fine-tuning", "1 from scratch", "2 from scratch");
        assertThat(manifest.at("/finetuning/headEpochs").asInt()).isEqualTo(1);
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void predictionsAreThoseOfAPlainForwardPassThroughTheFile() throws IOException {
        Path run = finetuned("ae", "plain", "--epochs", "2", "--no-baseline");
        done(aectl("predict", run.toString(), "--output", output.toString()));

        float[] parameters = parameters(checkpoint(run));
        Examples digits = Objects.requireNonNull(
                Sources.open(new Builtin("mnist-mini"), ROWS, 0).test());
        List<List<String>> rows = cells(output.resolve("predictions.csv"));
        assertThat(rows.get(0))
                .startsWith("row", "label", "predicted", "probability", "p(0)", "p(1)")
                .hasSize(14);
        assertThat(rows).hasSize(digits.count() + 1);
        float[] pixels = new float[PIXELS];
        for (int row = 0; row < digits.count(); row++) {
            digits.read(row, pixels, 0);
            double[] expected = plainProbabilities(parameters, pixels);
            List<String> cells = rows.get(row + 1);
            double sum = 0;
            int best = 0;
            for (int i = 0; i < CLASSES; i++) {
                double probability = Double.parseDouble(cells.get(4 + i));
                assertThat(probability).isCloseTo(expected[i], within(1e-5));
                best = probability > Double.parseDouble(cells.get(4 + best)) ? i : best;
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
            assertThat(cells.get(1)).isEqualTo(digits.classes().get(digits.label(row)));
            assertThat(cells.get(2)).isEqualTo(Integer.toString(best));
            assertThat(cells.get(3)).isEqualTo(cells.get(4 + best));
        }
    }

    @Test
    void predictionsAsParquetAreTheSame() throws IOException {
        Path run = finetuned("ae", "columns", "--epochs", "1", "--no-baseline");
        done(aectl("predict", run.toString(), "--output", output.toString()));
        done(aectl("predict", run.toString(), "--output", output.toString(), "--format", "parquet"));

        List<List<String>> rows = cells(output.resolve("predictions.csv"));
        Path file = output.resolve("predictions.parquet");
        for (int column = 1; column <= 2; column++) {
            String label = rows.get(0).get(column);
            Examples table = Sources.open(new Parquet(file, null, label, List.of("p*"), null), null, 1)
                    .training();
            float[] numbers = new float[table.shape().size()];
            assertThat(numbers).hasSizeGreaterThanOrEqualTo(CLASSES + 1);
            for (int row = 0; row < table.count(); row++) {
                table.read(row, numbers, 0);
                List<String> cells = rows.get(row + 1);
                assertThat(table.classes().get(table.label(row))).isEqualTo(cells.get(column));
                for (int i = 0; i <= CLASSES; i++) {
                    assertThat(numbers[i]).isEqualTo((float) Double.parseDouble(cells.get(3 + i)));
                }
            }
        }
    }

    private static double[] plainProbabilities(float[] parameters, float[] pixels) {
        double[] values =
                IntStream.range(0, PIXELS).mapToDouble(i -> pixels[i] / 255.0).toArray();
        int at = 0;
        for (int units : new int[] {HIDDEN, CODE, CLASSES}) {
            double[] next = new double[units];
            for (int j = 0; j < units; j++) {
                // Weights lie column by column, one for each unit; the biases behind them.
                next[j] = parameters[at + units * values.length + j];
                for (int i = 0; i < values.length; i++) {
                    next[j] += values[i] * parameters[at + j * values.length + i];
                }
                next[j] = units == HIDDEN ? Math.max(0, next[j]) : next[j];
            }
            at += units * (values.length + 1);
            values = next;
        }
        assertThat(parameters).hasSize(at);
        double sum = Arrays.stream(values).map(Math::exp).sum();
        return Arrays.stream(values).map(value -> Math.exp(value) / sum).toArray();
    }

    @Test
    void accuracyAndConfusionFollowFromThePredictions() throws IOException {
        JsonNode report = json(done(aectl(
                        "finetune",
                        "ae",
                        "--output",
                        output.toString(),
                        "--name",
                        "counted",
                        "--epochs",
                        "2",
                        "--json"))
                .output());
        Path run = output.resolve("counted");
        JsonNode predicted = json(done(aectl("predict", run.toString(), "--output", output.toString(), "--json"))
                .output());

        int[][] counts = new int[CLASSES][CLASSES];
        int right = 0;
        List<List<String>> rows = cells(output.resolve("predictions.csv"));
        for (List<String> row : rows.subList(1, rows.size())) {
            counts[Integer.parseInt(row.get(1))][Integer.parseInt(row.get(2))]++;
            right += row.get(1).equals(row.get(2)) ? 1 : 0;
        }
        double accuracy = (double) right / ROWS;
        assertThat(report.at("/accuracy").asDouble()).isEqualTo(accuracy);
        assertThat(predicted.at("/accuracy").asDouble()).isEqualTo(accuracy);
        assertThat(manifest(run).at("/accuracy/finetuned").asDouble()).isEqualTo(accuracy);
        assertThat(report.at("/gain").asDouble())
                .isEqualTo(accuracy
                        - Math.max(
                                report.at("/accuracyFromScratch").asDouble(),
                                report.at("/accuracyOfRegression").asDouble()));
        assertThat(report.at("/standardError").asDouble()).isEqualTo(Math.sqrt(accuracy * (1 - accuracy) / ROWS));
        assertThat(report.at("/confusion/counts")).isEqualTo(JsonMapper.shared().valueToTree(counts));
        List<List<String>> table = cells(run.resolve("confusion.csv"));
        assertThat(table.get(0)).containsExactly("actual", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        for (int actual = 0; actual < CLASSES; actual++) {
            assertThat(table.get(actual + 1).subList(1, CLASSES + 1))
                    .isEqualTo(Arrays.stream(counts[actual])
                            .mapToObj(Integer::toString)
                            .toList());
            int examples = Arrays.stream(counts[actual]).sum();
            assertThat(report.at("/recall/" + actual).asDouble()).isEqualTo((double) counts[actual][actual] / examples);
        }
    }

    @Test
    void theSameSeedGivesTheSameFilesAndAnotherOneOthers() throws IOException {
        Path first = seeded("first", "5");
        Path again = seeded("again", "5");
        Path other = seeded("other", "6");

        for (String file :
                List.of("checkpoints/best.zip", "config.yaml", "metrics.csv", "confusion.csv", "confusion.png")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
        assertThat(Files.readString(other.resolve("metrics.csv")))
                .isNotEqualTo(Files.readString(first.resolve("metrics.csv")));
    }

    private Path seeded(String folder, String seed) {
        Path target = output.resolve(folder);
        done(aectl("finetune", "ae", "--output", target.toString(), "--labels", "4", "--epochs", "3", "--seed", seed));
        return target.resolve("ae-classifier");
    }

    @Test
    void aFrozenEncoderKeepsEveryBitOfItsWeights() throws IOException {
        Path frozen = finetuned("ae", "frozen", "--freeze", "--epochs", "2", "--no-baseline");
        Path joint = finetuned("ae", "joint", "--epochs", "2", "--no-baseline");
        int encoder = HIDDEN * (PIXELS + 1) + CODE * (HIDDEN + 1);
        float[] before = Arrays.copyOf(parameters(checkpoint(models.resolve("ae"))), encoder);
        float[] after = parameters(checkpoint(frozen));

        assertThat(Arrays.copyOf(after, encoder)).isEqualTo(before);
        assertThat(Arrays.copyOfRange(after, encoder, after.length)).doesNotContain(0);
        assertThat(Arrays.copyOf(parameters(checkpoint(joint)), encoder)).isNotEqualTo(before);
        assertThat(manifest(frozen).at("/finetuning/frozen").asBoolean()).isTrue();
    }

    /** A head that learns alone learns what it would over a frozen encoder; then the whole network goes on from there. */
    @Test
    void theHeadCanLearnAloneAtFirst() throws IOException {
        Path frozen = finetuned("ae", "frozen", "--freeze", "--epochs", "2", "--no-baseline");
        Path head = finetuned("ae", "head", "--head-epochs", "2", "--epochs", "2", "--no-baseline");
        Path both = finetuned("ae", "both", "--head-epochs", "2", "--epochs", "3", "--no-baseline");
        Path joint = finetuned("ae", "joint", "--epochs", "3", "--no-baseline");

        assertThat(parameters(checkpoint(head))).isEqualTo(parameters(checkpoint(frozen)));
        List<List<String>> alone = cells(frozen.resolve("metrics.csv"));
        List<List<String>> rows = cells(both.resolve("metrics.csv"));
        assertThat(rows.stream().map(row -> row.get(1))).containsExactly("stage", "head", "head", "fine-tuning");
        for (int row = 1; row <= 2; row++) {
            assertThat(rows.get(row).subList(2, rows.get(0).size()))
                    .isEqualTo(alone.get(row).subList(2, rows.get(0).size()));
        }
        assertThat(parameters(checkpoint(both)))
                .isNotEqualTo(parameters(checkpoint(head)))
                .isNotEqualTo(parameters(checkpoint(joint)));
        assertThat(manifest(joint).at("/finetuning/headEpochs").asInt()).isZero();
    }

    @Test
    void ofAVariationalModelTheMeansAreTaken() throws IOException {
        Path frozen = finetuned("vae", "means", "--freeze", "--epochs", "2", "--no-baseline");
        float[] vae = parameters(checkpoint(models.resolve("vae")));
        float[] classifier = parameters(checkpoint(frozen));
        int hidden = HIDDEN * (PIXELS + 1);
        int weights = HIDDEN * CODE;

        assertThat(Arrays.copyOf(classifier, hidden + weights)).isEqualTo(Arrays.copyOf(vae, hidden + weights));
        // Behind the weights of the means stand those of the log-variances, and then the biases.
        int biases = hidden + 2 * weights;
        assertThat(Arrays.copyOfRange(classifier, hidden + weights, hidden + weights + CODE))
                .isEqualTo(Arrays.copyOfRange(vae, biases, biases + CODE));
    }

    @Test
    void logisticRegressionOnTheFeaturesStandsBeside() {
        // Of two clouds that lie apart all are found.
        assertThat(report("points", "clouds", "--epochs", "1")
                        .at("/accuracyOfRegression")
                        .asDouble())
                .isEqualTo(1);
        assertThat(report("ae", "few", "--labels", "10", "--epochs", "1")
                        .at("/accuracyOfRegression")
                        .asDouble())
                .isBetween(0.6, 0.85);
    }

    @Test
    void asManyClassesAsRowsAreRefusedInALine() throws IOException {
        StringBuilder text = new StringBuilder("x,y,name\n");
        for (int row = 0; row < 8100; row++) {
            text.append(row % 7)
                    .append(',')
                    .append(row % 5)
                    .append(",n")
                    .append(row)
                    .append('\n');
        }
        Path file = Files.writeString(models.resolve("names.csv"), text);
        train("names", "type: csv, label: name, test: 0.2, path: " + file, "type: ae");

        Result result = aectl("finetune", "names", "--output", output.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .containsExactly(
                        "aectl: error: names: a classifier can have at most 8,000 classes, but the examples have"
                                + " 8,100; is the label's column a name of each row?");
    }

    @Test
    void theNetworkFromScratchDoesNotDependOnTheEncoder() {
        JsonNode joint = report("ae", "joint", "--labels", "5", "--epochs", "20");
        JsonNode frozen = report("ae", "frozen", "--labels", "5", "--epochs", "20", "--freeze");

        assertThat(joint.at("/accuracyFromScratch")).isEqualTo(frozen.at("/accuracyFromScratch"));
        assertThat(report("ae", "alone", "--labels", "5", "--epochs", "20", "--no-baseline")
                        .propertyNames())
                .doesNotContain("accuracyFromScratch", "accuracyOfRegression", "gain");
    }

    private JsonNode report(String run, String name, String... more) {
        List<String> words = new ArrayList<>(List.of("--output", output.toString(), "--name", name, "--json"));
        words.addAll(List.of(more));
        return json(done(aectl("finetune", run, words.toArray(String[]::new))).output());
    }

    @Test
    void withAllLabelsTheBestEpochOnTheValidationSplitCounts() throws IOException {
        Path run = finetuned("ae", "all", "--epochs", "4", "--learning-rate", "0.05", "--no-baseline");

        List<List<String>> rows = cells(run.resolve("metrics.csv"));
        int column = rows.get(0).indexOf("validation.loss");
        assertThat(rows.get(0)).contains("validation.accuracy", "training.accuracy");
        int best = IntStream.rangeClosed(1, 4)
                .boxed()
                .min((a, b) -> Double.compare(
                        Double.parseDouble(rows.get(a).get(column)),
                        Double.parseDouble(rows.get(b).get(column))))
                .orElseThrow();
        assertThat(manifest(run).at("/bestEpoch").asInt()).isEqualTo(best);
        assertThat(manifest(run).at("/metric").asString()).isEqualTo("validation.loss");
    }

    @Test
    void aFewExamplesAreRepeatedForSomeHundredSteps() {
        JsonNode report = report("points", "few", "--labels", "6", "--batch-size", "4");

        assertThat(report.at("/trainingExamples").asInt()).isEqualTo(12);
        assertThat(report.at("/steps").asInt()).isBetween(300, 1500);
        assertThat(report.at("/bestEpoch").asInt())
                .isEqualTo(report.at("/epochs").asInt());
        assertThat(report.at("/accuracy").asDouble()).isEqualTo(1);
    }

    @Test
    void labelsOfOtherDataAreKnownByTheirNames() throws IOException {
        Path run = finetuned("points", "sides", "--no-baseline");
        Result result = done(aectl(
                "predict",
                run.toString(),
                "--data",
                models.resolve("other-names.csv").toString(),
                "--output",
                output.toString(),
                "--json"));

        List<List<String>> rows = cells(output.resolve("predictions.csv"));
        assertThat(rows.get(0)).containsExactly("row", "label", "predicted", "probability", "p(left)", "p(right)");
        assertThat(rows.subList(1, rows.size()).stream().map(row -> row.get(1)).distinct())
                .containsExactly("left", "up");
        assertThat(json(result.output()).at("/unknownClasses")).isEqualTo(json("[\"up\"]"));
        assertThat(result.errorOutput()).contains("does not know the labels up and counts as wrong about them");
        long right = rows.stream().filter(row -> row.get(1).equals(row.get(2))).count();
        assertThat(json(result.output()).at("/accuracy").asDouble()).isEqualTo(right / 120.0);
    }

    @Test
    void examplesNeedNoLabelsToBePredicted() throws IOException {
        Path run = finetuned("points", "sides", "--no-baseline");
        Result result = done(aectl(
                "predict",
                run.toString(),
                "--data",
                models.resolve("unlabelled.csv").toString(),
                "--limit",
                "50",
                "--output",
                output.toString(),
                "--json"));

        List<List<String>> rows = cells(output.resolve("predictions.csv"));
        assertThat(rows.get(0)).containsExactly("row", "predicted", "probability", "p(left)", "p(right)");
        assertThat(rows).hasSize(51);
        for (int row = 0; row < 50; row++) {
            assertThat(rows.get(row + 1).get(1)).isEqualTo(row % 2 == 0 ? "left" : "right");
        }
        assertThat(json(result.output()).has("accuracy")).isFalse();
    }

    @Test
    void anEncoderThatHasNeverSeenALabelIsGivenSome() throws IOException {
        String points = models.resolve("points.csv").toString();
        Path run = finetuned("unlabelled", "taught", "--data", points, "--labels-from", "side", "--labels", "10");
        done(aectl("predict", run.toString(), "--output", output.toString()));

        // Its own test split is now that of the labelled examples.
        List<List<String>> rows = cells(output.resolve("predictions.csv"));
        assertThat(rows.get(0)).containsExactly("row", "label", "predicted", "probability", "p(left)", "p(right)");
        assertThat(rows.subList(1, rows.size()))
                .allSatisfy(row -> assertThat(row.get(2)).isEqualTo(row.get(1)));
        assertThat(manifest(run).at("/data/0/path").asString()).endsWith("points.csv");
        assertThat(manifest(run).at("/rows/test").asInt()).isEqualTo(rows.size() - 1);
        assertThat(manifest(run).at("/rows/training").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cvae       |                      | is of type cvae, whose encoder takes the label as an input
            unlabelled |                      | its examples have no labels to learn from
            one        |                      | a classifier needs at least two classes, but all examples are of left
            untested   |                      | has no test split to measure a classifier on
            nothing    |                      | there is no run nothing
            points     | --labels 90          | points training: class 'left' has
            ae         | --labels 0           | --labels must be at least 1, was 0
            ae         | --epochs 0           | --epochs must be at least 1, was 0
            ae         | --head-epochs -1     | --head-epochs must be at least 0, was -1
            ae         | --head-epochs 3 --epochs 2 | --head-epochs must be at most the number of epochs, 2, was 3
            ae         | --head-epochs 1 --freeze | --head-epochs has no use with --freeze
            ae         | --batch-size 0       | --batch-size must be at least 1, was 0
            ae         | --learning-rate 0    | --learning-rate must be above 0, was 0.0
            ae         | --name ../up         | --name names a folder
            ae         | --data swiss-roll    | swiss-roll: examples of shape 3 (3 values); the model was trained on
            ae         | --labels-from side   | --labels-from needs --data
            ae         | --data mnist-mini --labels-from side | --labels-from is for CSV, Parquet, IDX and NPY files
            unlabelled | --data swiss-roll --labels-from side | but this is of type swiss-roll
            ae         | --data nowhere       | nowhere: there is no such file or folder
            """)
    void whatCannotBeFinetunedIsRefusedAndNothingIsLeft(String run, String options, String problem) {
        Path target = output.resolve("refused");
        List<String> words = new ArrayList<>(List.of("--output", target.toString()));
        if (options != null) {
            words.addAll(List.of(options.split(" ", -1)));
        }
        Result result = aectl("finetune", run, words.toArray(String[]::new));

        assertRefused(result, problem);
        assertThat(target).doesNotExist();
    }

    private static void assertRefused(Result result, String problem) {
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: ")
                .contains(problem);
    }

    @Test
    void anOlderRunIsReplacedOnlyByForce() throws IOException {
        Path run = finetuned("points", "again", "--epochs", "1", "--no-baseline");
        byte[] before = Files.readAllBytes(checkpoint(run));
        String[] words = {"--output", output.toString(), "--name", "again", "--epochs", "2", "--no-baseline"};

        Result refused = aectl("finetune", "points", words);
        assertRefused(refused, "this run exists already; choose another --name, or --force to replace it");
        assertThat(refused.errorOutput()).doesNotContain("--resume");
        assertThat(checkpoint(run)).hasBinaryContent(before);
        done(aectl(
                "finetune",
                "points",
                Stream.concat(Stream.of(words), Stream.of("--force")).toArray(String[]::new)));
        assertThat(Files.readAllBytes(checkpoint(run))).isNotEqualTo(before);
    }

    @Test
    void theRunThatTheEncoderComesFromIsNeverReplaced() throws IOException {
        byte[] before = Files.readAllBytes(checkpoint(models.resolve("points")));

        assertRefused(
                aectl("finetune", "points", "--name", "points", "--force"), "is the run that the encoder comes from");
        assertThat(checkpoint(models.resolve("points"))).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reconstruct", "evaluate", "sample", "finetune"})
    void commandsThatNeedAnAutoencoderSayThatThisIsAClassifier(String command) {
        Path run = finetuned("points", "classifier", "--epochs", "1", "--no-baseline");

        assertRefused(aectl(command, run.toString()), "is a classifier, which gives classes");
    }

    @Test
    void aClassifierIsListedInspectedAndNotResumed() {
        Path run = finetuned("points", "shown", "--epochs", "1", "--labels", "5");

        String runs = done(Cli.run("runs", "--models", output.toString())).output();
        assertThat(runs).contains("shown").contains("ae classifier");
        String inspected = done(aectl("inspect", run.toString())).output();
        assertThat(inspected)
                .contains("fine-tuned from points, epoch 2")
                .contains("5 of each class; 1 epoch,")
                .contains("3-12-5-2");
        JsonNode json = json(done(aectl("inspect", run.toString(), "--json")).output());
        assertThat(json.at("/finetuning/parent/run").asString()).isEqualTo("points");
        assertRefused(
                Cli.run("train", "--resume", run.toString()), "is a classifier, whose training cannot be gone on with");
        assertRefused(
                aectl("predict", "points"), "is an autoencoder and no classifier; aectl finetune makes one of it");
    }

    @Test
    void aLoneFileOfAClassifierPredicts() throws IOException {
        Path run = finetuned("points", "moved", "--epochs", "1", "--no-baseline");
        Path file = Files.copy(checkpoint(run), output.resolve("classifier.zip"));
        Path target = output.resolve("predicted");

        done(aectl("predict", file.toString(), "--output", target.toString()));
        assertThat(target.resolve("predictions.csv")).isNotEmptyFile();
    }

    @Test
    void convolutionalEncodersAreFinetunedToo() throws IOException {
        Cli.train(models, "conv", """
                data: { type: builtin, name: mnist-mini, limit: 60 }
                model: { type: ae, latent: 4, encoder: { type: conv, filters: [2], batchNormalization: true } }
                training: { epochs: 1, batchSize: 20 }
                """);
        Path run = finetuned("conv", "conv-frozen", "--freeze", "--epochs", "2", "--no-baseline");
        float[] autoencoder = parameters(checkpoint(models.resolve("conv")));
        float[] classifier = parameters(checkpoint(run));
        int encoder = classifier.length - 10 * (4 + 1);

        assertThat(Arrays.copyOf(classifier, encoder)).isEqualTo(Arrays.copyOf(autoencoder, encoder));
        Path joint = finetuned("conv", "conv-joint", "--epochs", "2", "--no-baseline");
        assertThat(Arrays.copyOf(parameters(checkpoint(joint)), encoder))
                .isNotEqualTo(Arrays.copyOf(autoencoder, encoder));
    }
}
