package org.aectl.task.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.Activity;
import org.aectl.config.NoiseConfig;
import org.aectl.eval.Projection;
import org.aectl.eval.ThresholdRule;
import org.aectl.output.CodeFormat;
import org.aectl.output.ExampleFormat;
import org.aectl.output.TableFormat;
import org.aectl.run.RunReference;
import org.aectl.task.InferenceRequest;
import org.aectl.task.LocalInference;
import org.aectl.task.detect.DetectTask;
import org.aectl.task.detect.ScoreChoice;
import org.aectl.task.embed.EmbedTask;
import org.aectl.task.embed.ProjectionRequest;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.task.evaluate.ReportTask;
import org.aectl.task.reconstruct.DenoiseRequest;
import org.aectl.task.reconstruct.DenoiseTask;
import org.aectl.task.reconstruct.ReconstructTask;
import org.aectl.task.sample.SampleTask;
import org.aectl.task.sample.SamplerChoice;
import org.aectl.task.train.Experiments;
import org.aectl.train.StopRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever grows with the data says what it is, so that nobody who waits for it has to guess. */
class LongWorkTest {
    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void train() throws IOException {
        Experiments.train(Experiments.digits("plain", 1), models);
        Experiments.train(
                Experiments.digits(
                        "variational",
                        1,
                        "latent: 4, encoder: { layers: [16] }, reconstruction: bernoulli",
                        "epochs: 1, batchSize: 32",
                        "vae"),
                models);
    }

    @BeforeEach
    void watch() {
        Activity.watchAll(told::add);
    }

    @AfterEach
    void watchNoMore() {
        Activity.watch(null);
    }

    private static InferenceRequest request(String run) throws IOException {
        return new InferenceRequest(RunReference.resolve(run, models), null, null, null, 64);
    }

    private static String loading(String run) {
        return "loading " + models.resolve(run).resolve("checkpoints/best.zip");
    }

    /** Whatever a task needs of a run. */
    private void isLoadedAndReadOnce(String run) {
        assertThat(told)
                .filteredOn(work -> work.startsWith("loading ") || work.startsWith("reading "))
                .containsExactly(loading(run), "reading the data of " + run);
    }

    @Test
    void evaluating() throws IOException {
        EvaluateTask.run(
                LocalInference::open, request("variational"), 2, EvaluateTask.ClassMetrics.BY_SOME_ROWS, this::ignore);
        assertThat(told)
                .containsSubsequence(
                        loading("variational"),
                        "reading the data of variational",
                        "fitting PCA to 159 rows of 784 values",
                        "measuring the model",
                        "estimating the likelihood by 2 codes for each of 200 examples",
                        "measuring the mean of the training rows",
                        "measuring PCA",
                        "comparing neighbours in the data and in the code",
                        "telling classes from the code, from PCA and from the raw data");
        isLoadedAndReadOnce("variational");
    }

    @Test
    void detecting() throws IOException {
        DetectTask.run(
                LocalInference::open,
                new DetectTask.DetectRequest(
                        request("plain"),
                        new ScoreChoice(null, null, null),
                        ThresholdRule.parse("quantile:0.9"),
                        List.of(),
                        List.of(),
                        null),
                output,
                this::ignore);
        assertThat(told)
                .containsSubsequence(
                        "scoring 41 rows for the threshold",
                        "fitting the norm of the standardised row",
                        "fitting PCA to 159 rows of 784 values",
                        "scoring 200 examples");
        isLoadedAndReadOnce("plain");
    }

    @Test
    void denoising() throws IOException {
        DenoiseTask.run(
                new DenoiseRequest(request("plain"), List.of(new NoiseConfig.Gaussian(0.3, null)), 0, null, null),
                ExampleFormat.NPY,
                output,
                this::ignore);
        assertThat(told)
                .containsSubsequence(
                        "cleaning 200 examples",
                        "fitting the linear filter to 159 rows of 784 values",
                        "cleaning the examples by the linear filter");
        isLoadedAndReadOnce("plain");
    }

    @Test
    void embedding() throws IOException {
        EmbedTask.run(
                LocalInference::open,
                new EmbedTask.EmbedRequest(
                        request("plain"),
                        null,
                        false,
                        CodeFormat.NPY,
                        new ProjectionRequest(Projection.PCA, 100, null)),
                output,
                this::ignore);
        assertThat(told).containsSubsequence("encoding 200 examples", "laying out 100 codes of plain by pca");
        isLoadedAndReadOnce("plain");
    }

    @Test
    void reconstructingAndReporting() throws IOException {
        ReconstructTask.run(LocalInference::open, request("plain"), ExampleFormat.NPY, output);
        assertThat(told).contains("reconstructing 200 examples");
        isLoadedAndReadOnce("plain");
        told.clear();
        Path page = output.resolve("page.html");
        ReportTask.run(request("plain"), page, this::ignore);
        assertThat(told)
                .containsSubsequence(
                        "measuring the units of the code", "drawing the page's pictures", "writing " + page);
        isLoadedAndReadOnce("plain");
    }

    @Test
    void sampling() throws IOException {
        SampleTask.run(
                new SampleTask.SampleRequest(
                        RunReference.resolve("plain", models), 30, null, new SamplerChoice(null, 2, 1, 0)),
                ExampleFormat.NPY,
                output);
        assertThat(told)
                .containsSubsequence(
                        "encoding 159 training rows",
                        "fitting a gaussian mixture to the codes of the training rows",
                        "decoding 30 codes");
        isLoadedAndReadOnce("plain");
    }

    @Test
    void classifying() throws IOException {
        FinetuneRequest request = new FinetuneRequest(
                RunReference.resolve("plain", models),
                null,
                null,
                true,
                null,
                1,
                null,
                64,
                0.001,
                0,
                true,
                output,
                "classifier",
                false,
                List.of());
        try (FinetuneTask task = new FinetuneTask(request)) {
            task.run(List.of(), new StopRequest(), this::ignore);
        }
        PredictTask.run(
                new InferenceRequest(RunReference.resolve("classifier", output), null, null, null, 64),
                TableFormat.CSV,
                output.resolve("predicted"));
        assertThat(told)
                .containsSubsequence(
                        "measuring the classifier on the test split",
                        "learning logistic regression on the features of 159 examples",
                        "telling the classes of 200 examples");
    }

    private void ignore(String warning) {
        // Warnings are other tests' concern.
    }
}
