package org.aectl.task.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.Cli;
import org.aectl.cli.Result;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.Metric;
import org.aectl.eval.ReconstructionError;
import org.aectl.eval.Spread;
import org.aectl.eval.linear.PrincipalComponents;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleFormat;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.task.InferenceRequest;
import org.aectl.task.LocalInference;
import org.aectl.task.OpenedData;
import org.aectl.task.reconstruct.ReconstructTask;
import org.aectl.task.runs.InspectTask;
import org.aectl.task.runs.RunsTask;
import org.aectl.task.train.Experiments;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is done with a trained run, against the numbers that its network gives and plain loops over them. */
class InferenceTaskTest {
    private static final int PIXELS = 28 * 28;
    private static final int CODE = 4;
    private static final Pattern COMMA = Pattern.compile(",");

    @TempDir
    private static Path models;

    private static TrainedModel model;

    private static Examples test;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        ExperimentConfig config = Experiments.digits("digits", 7);
        Experiments.train(config, models);
        model = TrainedModel.load(models.resolve("digits/checkpoints/best.zip"));
        Examples split = Experiments.open(config).splits().test();
        if (split == null) {
            throw new AssertionError("the digits have a test split");
        }
        test = split;
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static InferenceRequest request(@Nullable String split, @Nullable Integer limit, int batchSize)
            throws IOException {
        return new InferenceRequest(RunReference.resolve("digits", models), null, split, limit, batchSize);
    }

    /** Scaled as the network takes it: a byte over 255. */
    private static float[] scaled(int row) {
        float[] values = new float[PIXELS];
        test.read(row, values, 0);
        for (int i = 0; i < PIXELS; i++) {
            values[i] /= 255;
        }
        return values;
    }

    private static float[] reconstruction(int row) {
        return model.autoencoder().codec().reconstruct(scaled(row), 1);
    }

    private static double squaredError(int row) {
        float[] x = scaled(row);
        float[] y = reconstruction(row);
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            sum += ((double) x[i] - y[i]) * ((double) x[i] - y[i]);
        }
        return sum;
    }

    private static double crossEntropy(int row) {
        float[] x = scaled(row);
        float[] y = reconstruction(row);
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            sum -= x[i] * Math.log(y[i]) + (1 - x[i]) * Math.log(1 - (double) y[i]);
        }
        return sum;
    }

    private static double[] numbers(String line) {
        return COMMA.splitAsStream(line).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void csvHoldsTheNetworksOutputsInTheUnitsOfTheData() throws IOException {
        ReconstructTask.ReconstructResult summary =
                ReconstructTask.run(LocalInference::open, request(null, 20, 7), ExampleFormat.CSV, output);
        List<String> lines = Files.readAllLines(output.resolve("reconstruction.csv"));
        assertThat(lines).hasSize(21);
        assertThat(COMMA.splitAsStream(lines.get(0)).toList())
                .hasSize(PIXELS + 1)
                .startsWith("row", "x0");
        for (int row = 0; row < 20; row++) {
            double[] numbers = numbers(lines.get(row + 1));
            assertThat(numbers[0]).isEqualTo(row);
            float[] expected = reconstruction(row);
            for (int i = 0; i < PIXELS; i++) {
                assertThat(numbers[i + 1]).isEqualTo(255.0 * expected[i], Offset.offset(1e-2));
            }
        }
        assertThat(summary.data()).isEqualTo("test");
        assertThat(summary.examples()).isEqualTo(20);
        assertThat(summary.files())
                .containsExactly(
                        output.resolve("reconstruction.csv"),
                        output.resolve("errors.csv"),
                        output.resolve("reconstruction.png"));
        assertThat(Experiments.files(output)).containsExactly("errors.csv", "reconstruction.csv", "reconstruction.png");
    }

    @Test
    void errorsAreThoseOfEachExample() throws IOException {
        ReconstructTask.ReconstructResult summary =
                ReconstructTask.run(LocalInference::open, request(null, 20, 7), ExampleFormat.CSV, output);
        List<String> lines = Files.readAllLines(output.resolve("errors.csv"));
        assertThat(lines.get(0)).isEqualTo("row,label,squaredError,reconstruction");
        assertThat(lines).hasSize(21);
        double sum = 0;
        for (int row = 0; row < 20; row++) {
            double[] numbers = numbers(lines.get(row + 1));
            assertThat(numbers[0]).isEqualTo(row);
            assertThat(numbers[1]).isEqualTo(Double.parseDouble(test.classes().get(test.label(row))));
            assertThat(numbers[2]).isEqualTo(squaredError(row), relative(squaredError(row)));
            assertThat(numbers[3]).isEqualTo(crossEntropy(row), relative(crossEntropy(row)));
            sum += squaredError(row);
        }
        assertThat(summary.meanError()).isEqualTo(sum / 20, relative(sum / 20));
    }

    @Test
    void npyHoldsTheNetworksOutputsInTheUnitsOfTheData() throws IOException {
        ReconstructTask.run(LocalInference::open, request(null, 20, 7), ExampleFormat.NPY, output);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(output.resolve("reconstruction.npy")))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(10 + bytes.getShort(8));
        assertThat(bytes.remaining()).isEqualTo(20 * PIXELS * Float.BYTES);
        for (int row = 0; row < 20; row++) {
            for (float expected : reconstruction(row)) {
                assertThat((double) bytes.getFloat()).isEqualTo(255.0 * expected, Offset.offset(1e-2));
            }
        }
    }

    @Test
    void pngHoldsAPictureOfEachOutput() throws IOException {
        ReconstructTask.run(LocalInference::open, request(null, 5, 2), ExampleFormat.PNG, output);
        assertThat(Experiments.files(output.resolve("images")))
                .containsExactly("000000.png", "000001.png", "000002.png", "000003.png", "000004.png");
        for (int row = 0; row < 5; row++) {
            BufferedImage image =
                    ImageIO.read(output.resolve("images/00000" + row + ".png").toFile());
            float[] expected = reconstruction(row);
            for (int i = 0; i < PIXELS; i++) {
                int level = image.getRaster().getSample(i % 28, i / 28, 0);
                assertThat((double) level).isEqualTo(255.0 * expected[i], Offset.offset(0.51));
            }
        }
    }

    @Test
    void thePictureShowsOriginalsAndBelowThemTheirReconstructions() throws IOException {
        ReconstructTask.run(LocalInference::open, request(null, 30, 256), ExampleFormat.NPY, output);
        BufferedImage picture =
                ImageIO.read(output.resolve("reconstruction.png").toFile());
        int cell = 58;
        // The first pixel of the second example of the second block: number 13.
        int left = 2 + cell;
        int top = 2 + 2 * cell + 10;
        float[] original = scaled(13);
        float[] reconstructed = reconstruction(13);
        for (int i = 0; i < PIXELS; i++) {
            int x = left + i % 28 * 2;
            int y = top + i / 28 * 2;
            assertThat((double) picture.getRaster().getSample(x, y, 1))
                    .isEqualTo(255.0 * original[i], Offset.offset(0.51));
            assertThat((double) picture.getRaster().getSample(x, y + cell, 1))
                    .isEqualTo(255.0 * reconstructed[i], Offset.offset(0.51));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reconstructionsDoNotDependOnTheBatchSize(ExampleFormat format) throws IOException {
        double one = ReconstructTask.run(LocalInference::open, request(null, 20, 1), format, output)
                .meanError();
        double all = ReconstructTask.run(LocalInference::open, request(null, 20, 256), format, output)
                .meanError();
        assertThat(all).isEqualTo(one, relative(one));
    }

    @Test
    void metricsAreThoseOfPlainLoops() throws IOException {
        double squares = 0;
        double entropy = 0;
        double floor = 0;
        double[] squaredErrors = new double[50];
        double[] crossEntropies = new double[50];
        for (int row = 0; row < 50; row++) {
            squaredErrors[row] = squaredError(row);
            crossEntropies[row] = crossEntropy(row);
            squares += squaredError(row) / 50;
            entropy += crossEntropy(row) / 50;
            for (float x : scaled(row)) {
                floor -= x > 0 && x < 1 ? (x * Math.log(x) + (1 - x) * Math.log(1 - (double) x)) / 50 : 0;
            }
        }
        for (int batchSize : new int[] {1, 7, 256}) {
            EvaluateTask.Report report = EvaluateTask.run(
                    LocalInference::open,
                    request(null, 50, batchSize),
                    0,
                    EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                    warning -> {});
            assertThat(report.run()).isEqualTo("digits");
            assertThat(report.split()).isEqualTo("test");
            assertThat(report.examples()).isEqualTo(50);
            Map<String, Double> expected = Map.of(
                    "loss", entropy,
                    "reconstruction", entropy,
                    "sse", squares,
                    "mse", squares / PIXELS,
                    "psnr", -10 * Math.log10(squares / PIXELS));
            assertThat(report.metrics().keySet())
                    .containsExactly(
                            "loss", "reconstruction", "sse", "mse", "psnr", "ssim", "lossFloor", "compressionRatio");
            assertThat(report.metric(Metric.LOSS_FLOOR)).isEqualTo(floor, relative(floor));
            assertSpread(report.spread().get("sse"), squaredErrors);
            assertSpread(report.spread().get("loss"), crossEntropies);
            assertThat(report.metric(Metric.COMPRESSION_RATIO)).isEqualTo((double) PIXELS / CODE);
            expected.forEach(
                    (name, value) -> assertThat(report.metric(Metric.of(name).orElseThrow()))
                            .as(name)
                            .isEqualTo(value, relative(value)));
        }
    }

    private static void assertSpread(@Nullable Spread spread, double[] numbers) {
        if (spread == null || spread.median() == null || spread.standardError() == null) {
            throw new AssertionError("no spread: " + spread);
        }
        DescriptiveStatistics expected = new DescriptiveStatistics(numbers);
        assertThat(spread.median()).isEqualTo(expected.getPercentile(50), relative(expected.getPercentile(50)));
        double error = expected.getStandardDeviation() / Math.sqrt(numbers.length);
        assertThat(spread.standardError()).isEqualTo(error, relative(error));
    }

    @Test
    void theMeanIsThatOfTheTrainingRows() throws IOException {
        Examples training =
                Experiments.open(model.checkpoint().config()).splits().training();
        double[] mean = new double[PIXELS];
        float[] values = new float[PIXELS];
        for (int row = 0; row < training.count(); row++) {
            training.read(row, values, 0);
            for (int i = 0; i < PIXELS; i++) {
                mean[i] += values[i] / 255.0 / training.count();
            }
        }
        double squares = 0;
        for (int row = 0; row < 50; row++) {
            float[] x = scaled(row);
            for (int i = 0; i < PIXELS; i++) {
                squares += (x[i] - mean[i]) * (x[i] - mean[i]) / 50;
            }
        }
        ReconstructionError found = EvaluateTask.run(
                        LocalInference::open,
                        request(null, 50, 16),
                        0,
                        EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                        warning -> {})
                .mean();
        assertThat(found).isNotNull();
        assertThat(found == null ? 0 : found.sse()).isEqualTo(squares, relative(squares));
    }

    @Test
    void principalComponentsAreFittedOnTheTrainingRows() throws IOException {
        OpenedData data = Experiments.open(model.checkpoint().config());
        Batches training =
                data.batches(data.splits().training(), model.checkpoint().scaling());
        PrincipalComponents components = PrincipalComponents.fit(training.inOrder(), PIXELS, CODE);
        double expected = 0;
        for (Batch batch : model.batches(test, "test", 50).inOrder()) {
            expected += components.squaredError(batch);
        }
        EvaluateTask.Baseline baseline = EvaluateTask.run(
                        LocalInference::open,
                        request(null, null, 33),
                        0,
                        EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                        warning -> {})
                .pca();
        assertThat(baseline).isNotNull();
        if (baseline == null) {
            return;
        }
        double sse = expected / test.count();
        assertThat(baseline.components()).isEqualTo(CODE);
        assertThat(baseline.error().sse()).isEqualTo(sse, relative(sse));
        assertThat(baseline.error().mse()).isEqualTo(sse / PIXELS, relative(sse / PIXELS));
        assertThat(baseline.error().psnr()).isEqualTo(-10 * Math.log10(sse / PIXELS), relative(20));
        assertThat(baseline.error().ssim()).isBetween(0.1, 0.9);
    }

    @Test
    void theSplitsAreThoseOfTheTraining() throws IOException {
        long rows = 0;
        for (String split : List.of("training", "validation")) {
            EvaluateTask.Report report = EvaluateTask.run(
                    LocalInference::open,
                    request(split, null, 64),
                    0,
                    EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                    warning -> {});
            assertThat(report.split()).isEqualTo(split);
            rows += report.examples();
        }
        assertThat(rows).isEqualTo(200);
        EvaluateTask.Report validation = EvaluateTask.run(
                LocalInference::open,
                request("validation", null, 64),
                0,
                EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                warning -> {});
        assertThat(validation.metric(Metric.LOSS))
                .as("the value that the training followed")
                .isEqualTo(model.checkpoint().progress().bestValue(), relative(100));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> EvaluateTask.run(
                        LocalInference::open,
                        request("testing", null, 64),
                        0,
                        EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                        warning -> {}))
                .withMessageContaining("there is no split named");
    }

    @Test
    void jsonHasTheAgreedKeys() {
        Result result = Cli.run("evaluate", "digits", "--models", models.toString(), "--limit", "10", "--json");
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(0);
        JsonNode json = JsonMapper.shared().readTree(result.output());
        assertThat(names(json))
                .containsExactly("run", "split", "examples", "metrics", "pca", "probes", "mean", "spread", "verdicts");
        assertThat(names(json.get("metrics")))
                .containsExactly(
                        "loss", "reconstruction", "sse", "mse", "psnr", "ssim", "lossFloor", "compressionRatio");
        assertThat(names(json.get("mean"))).containsExactly("sse", "mse", "psnr", "ssim");
        assertThat(names(json.get("pca"))).containsExactly("components", "sse", "mse", "psnr", "ssim");
        assertThat(names(json.get("probes")))
                .containsExactly("neighbours", "knownRows", "seed", "examples", "knn", "linear");
        assertThat(json.get("run").stringValue()).isEqualTo("digits");
        assertThat(json.get("split").stringValue()).isEqualTo("test");
        assertThat(json.get("examples").intValue()).isEqualTo(10);
        assertThat(json.get("pca").get("components").intValue()).isEqualTo(CODE);
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }

    @Test
    void aSingleCheckpointServesWithoutItsRun() throws IOException {
        Path copy = Files.copy(models.resolve("digits/checkpoints/best.zip"), output.resolve("copied.zip"));
        InferenceRequest request =
                new InferenceRequest(RunReference.resolve(copy.toString(), models), null, null, 50, 16);
        assertThat(EvaluateTask.run(
                                LocalInference::open, request, 0, EvaluateTask.ClassMetrics.BY_SOME_ROWS, warning -> {})
                        .metrics())
                .isEqualTo(EvaluateTask.run(
                                LocalInference::open,
                                request(null, 50, 16),
                                0,
                                EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                                warning -> {})
                        .metrics());
    }

    @Test
    void aRunWhoseDataAreGoneIsMeasuredOnOthersWithoutPrincipalComponents() throws IOException {
        Path csv = output.resolve("own.csv");
        Path others = output.resolve("others.csv");
        Files.writeString(csv, "0,0.5,1\n1,0.25,0\n0.5,0.5,0.5\n".repeat(20));
        Files.writeString(others, "0,1,0.5\n1,0,0.5\n");
        ExperimentConfig config = ConfigLoader.parse("""
                name: rows
                data: { type: csv, path: %s, scale: none }
                model: { type: ae, latent: 2 }
                training: { epochs: 1 }
                """.formatted(csv), "test.yaml");
        Experiments.train(config, output);
        Files.delete(csv);
        List<String> warnings = new ArrayList<>();
        InferenceRequest request =
                new InferenceRequest(RunReference.resolve("rows", output), others.toString(), null, null, 16);
        EvaluateTask.Report report = EvaluateTask.run(
                LocalInference::open, request, 0, EvaluateTask.ClassMetrics.BY_SOME_ROWS, warnings::add);
        assertThat(report.pca()).isNull();
        assertThat(report.examples()).isEqualTo(2);
        assertThat(warnings).singleElement().asString().startsWith("PCA is left out, because");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        ReconstructTask.run(LocalInference::open, request, ExampleFormat.PNG, output.resolve("out")))
                .withMessageContaining("--format png needs pictures");
        assertThat(output.resolve("out")).doesNotExist();

        ReconstructTask.run(LocalInference::open, request, ExampleFormat.CSV, output.resolve("out"));
        assertThat(Experiments.files(output.resolve("out"))).containsExactly("errors.csv", "reconstruction.csv");
        assertThat(Files.readAllLines(output.resolve("out/errors.csv")).get(0))
                .isEqualTo("row,squaredError,reconstruction");
    }

    @Test
    void examplesOfAnotherShapeAreRefused() throws IOException {
        Path csv = Files.writeString(output.resolve("narrow.csv"), "1,2,3\n4,5,6\n");
        InferenceRequest request =
                new InferenceRequest(RunReference.resolve("digits", models), csv.toString(), null, null, 16);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> EvaluateTask.run(
                        LocalInference::open, request, 0, EvaluateTask.ClassMetrics.BY_SOME_ROWS, warning -> {}))
                .withMessage(csv + ": examples of shape 3 (3 values); the model was trained on 28x28x1 (784 values)");
    }

    @Test
    void weightsThatDoNotFitTheConfigAreRefused() throws IOException {
        Checkpoint checkpoint = model.checkpoint();
        Path file = output.resolve("odd.zip");
        CheckpointFile.write(
                file,
                new Checkpoint(
                        checkpoint.config(),
                        checkpoint.shape(),
                        checkpoint.data(),
                        checkpoint.classes(),
                        checkpoint.columns(),
                        checkpoint.scaling(),
                        checkpoint.range(),
                        checkpoint.progress(),
                        checkpoint.metrics(),
                        new float[3],
                        new float[0]));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TrainedModel.load(file))
                .withMessageStartingWith(file + ": its weights do not fit its config")
                .satisfies(problem -> assertThat(problem.lines()).hasSize(1));
    }

    @Test
    void inspectionReadsWhatTheRunHolds() throws IOException {
        RunFolder run = RunFolder.at(models.resolve("digits"));
        InspectTask.InspectResult report = InspectTask.run(RunReference.resolve("digits", models));
        assertThat(report.run()).isEqualTo("digits");
        assertThat(report.network()).isEqualTo("784-16-4-16-784");
        assertThat(report.parameters()).isEqualTo(model.autoencoder().parameters().length);
        assertThat(report.layers())
                .containsExactly(
                        new InspectTask.Layer("encoder-1", "dense", "relu", "16", 784 * 16 + 16),
                        new InspectTask.Layer("code", "dense", "identity", "4", 16 * 4 + 4),
                        new InspectTask.Layer("decoder-1", "dense", "relu", "16", 4 * 16 + 16),
                        new InspectTask.Layer("output", "dense", "identity", "784", 16 * 784 + 784));
        assertThat(report.shape()).isEqualTo("28x28x1");
        assertThat(report.classes()).hasSize(10);
        assertThat(report.manifest()).isEqualTo(run.manifest());
        assertThat(report.bestEpoch()).isEqualTo(run.manifest().bestEpoch());
        assertThat(report.experiment()).isEqualTo(run.config());
        InspectTask.InspectResult single =
                InspectTask.run(RunReference.resolve(run.checkpoint(2).toString(), models));
        assertThat(single.manifest()).isNull();
        assertThat(single.epoch()).isEqualTo(2);
    }

    @Test
    void runsAreListedWithTheirOutcome() throws IOException {
        assertThat(RunsTask.run(models, Assertions::fail)).singleElement().satisfies(row -> {
            assertThat(row.run()).isEqualTo("digits");
            assertThat(row.family()).isEqualTo("ae");
            assertThat(row.code()).isEqualTo(CODE);
            assertThat(row.epochs()).isEqualTo(3);
            assertThat(row.outcome()).isEqualTo("done");
            assertThat(row.best()).isEqualTo(model.checkpoint().progress().bestValue());
        });
        assertThat(RunsTask.run(models.resolve("absent"), Assertions::fail)).isEmpty();
    }

    private static Offset<Double> relative(double value) {
        return Offset.offset(1e-5 * Math.abs(value));
    }
}
