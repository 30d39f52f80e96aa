package org.aectl.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Examples;
import org.aectl.eval.Metric;
import org.aectl.eval.classifier.NearestNeighbours;
import org.aectl.infer.CodesToExamples;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.DrawnCodes;
import org.aectl.infer.sampling.PriorSampler;
import org.aectl.run.RunReference;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.task.train.Experiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variational models against published numbers, and whether a reader of real digits reads what was asked for. */
class ConditionalSamplesTest {
    private static final Path CONFIGS = Path.of("configs");
    private static final Path MNIST = Path.of("..", "shared", "data", "mnist");
    private static final int SAMPLES = 1000;

    @TempDir
    private Path models;

    @Test
    void mostSamplesOfMnistMiniAreReadAsAsked() throws IOException {
        train("cvae-mnist.yaml", List.of("data.name=mnist-mini", "training.batchSize=50", "training.epochs=20"));
        assertThat(shareReadAsAsked("cvae-mnist")).isGreaterThan(0.7);
    }

    /** Run by {@code mvn -Pslow test}; takes about eight minutes. */
    @Test
    @Tag("slow")
    void mnistIsModelledAsPublishedAndTheLabelIsWorthTwoNats() throws IOException {
        assumeThat(Files.exists(MNIST))
                .as("skipped: there is no MNIST in " + MNIST.toAbsolutePath())
                .isTrue();
        List<String> data = List.of("data={ type: idx, images: " + file("train-images-idx3") + ", labels: "
                + file("train-labels-idx1") + ", testImages: " + file("t10k-images-idx3") + ", testLabels: "
                + file("t10k-labels-idx1") + ", validation: 0 }");
        // Of seven seeds the mean is 105.81, the standard deviation 0.22, and the highest 106.17.
        assertThat(train("vae-mnist.yaml", data))
                .as("negative evidence lower bound of vae-mnist")
                .isLessThanOrEqualTo(106.5);

        // All else alike; five pairs of seeds differ by 4.0 to 4.4.
        double unlabelled =
                train("cvae-mnist.yaml", with(data, "name=unlabelled", "model.type=vae", "model.kl.beta=1"));
        double labelled = train("cvae-mnist.yaml", with(data, "name=labelled", "model.kl.beta=1"));
        assertThat(labelled).as("beside %s without labels", unlabelled).isLessThan(unlabelled - 3);

        train("cvae-mnist.yaml", data);
        assertThat(shareReadAsAsked("cvae-mnist")).isGreaterThanOrEqualTo(0.9);
    }

    private static List<String> with(List<String> changes, String... more) {
        return Stream.concat(changes.stream(), Stream.of(more)).toList();
    }

    private static Path file(String name) {
        return MNIST.resolve(name + "-ubyte.gz");
    }

    /** Trains and gives the negative evidence lower bound on the test split. */
    private double train(String config, List<String> changes) throws IOException {
        ExperimentConfig experiment = ConfigLoader.load(CONFIGS.resolve(config), changes);
        Experiments.train(experiment, models);
        RunReference run = RunReference.resolve(experiment.name(), models);
        return -EvaluateTask.run(
                        LocalInference::open,
                        new InferenceRequest(run, null, null, null, 500),
                        0,
                        EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                        warning -> {})
                .metric(Metric.ELBO);
    }

    private double shareReadAsAsked(String name) throws IOException {
        try (TrainedModel model =
                TrainedModel.load(RunReference.resolve(name, models).checkpoint())) {
            Examples digits =
                    Experiments.open(model.checkpoint().config()).splits().training();
            int size = digits.shape().size();
            float[] rows = new float[digits.count() * size];
            int[] labels = new int[digits.count()];
            for (int row = 0; row < labels.length; row++) {
                digits.read(row, rows, row * size);
                labels[row] = digits.label(row);
            }
            PriorSampler prior = new PriorSampler(
                    model.autoencoder().prior().orElseThrow(),
                    model.autoencoder().codeSize(),
                    1,
                    1);
            DrawnCodes codes =
                    new DrawnCodes(prior, SAMPLES, model.checkpoint().classes().size(), null);
            List<float[]> samples = new CodesToExamples(model).all(codes);
            float[] drawn = new float[SAMPLES * size];
            for (int i = 0; i < SAMPLES; i++) {
                System.arraycopy(samples.get(i), 0, drawn, i * size, size);
            }
            try (NearestNeighbours reader = new NearestNeighbours(rows, labels, 5)) {
                int[] read = reader.classify(drawn);
                int right = 0;
                for (int i = 0; i < SAMPLES; i++) {
                    right += digits.classes()
                                    .get(read[i])
                                    .equals(model.checkpoint().classes().get(codes.label(i)))
                            ? 1
                            : 0;
                }
                return (double) right / SAMPLES;
            }
        }
    }
}
