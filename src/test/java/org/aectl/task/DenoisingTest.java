package org.aectl.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Corruption;
import org.aectl.infer.TrainedModel;
import org.aectl.run.RunReference;
import org.aectl.task.train.Experiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Denoising autoencoders give back test digits that are nearer to the clean ones than what they were given. */
class DenoisingTest {
    private static final Path CONFIGS = Path.of("configs");
    private static final Path MNIST = Path.of("..", "shared", "data", "mnist");

    @TempDir
    private Path models;

    /** Peak signal-to-noise ratios in dB, the range of the digits being 1. */
    private record Ratios(double input, double output) {}

    @Test
    void theNoiseOfMnistMiniIsReduced() throws IOException {
        Ratios ratios =
                train("dae-mnist.yaml", List.of("data.name=mnist-mini", "training.batchSize=50", "training.epochs=6"));

        assertThat(ratios.input()).isBetween(10.4, 10.6);
        assertThat(ratios.output()).isGreaterThan(ratios.input() + 3);
    }

    /** Run by {@code mvn -Pslow test}; takes about three minutes for each noise. */
    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"dae-mnist.yaml", "dae-masking.yaml", "dae-salt-and-pepper.yaml"})
    void theNoiseOfMnistIsReducedBySixDecibels(String config) throws IOException {
        assumeThat(Files.exists(MNIST))
                .as("skipped: there is no MNIST in " + MNIST.toAbsolutePath())
                .isTrue();
        Ratios ratios = train(
                config,
                List.of("data={ type: idx, images: " + MNIST.resolve("train-images-idx3-ubyte.gz") + ", testImages: "
                        + MNIST.resolve("t10k-images-idx3-ubyte.gz") + " }"));

        assertThat(ratios.output()).as("input %s dB", ratios.input()).isGreaterThan(ratios.input() + 6);
    }

    private Ratios train(String config, List<String> changes) throws IOException {
        ExperimentConfig experiment = ConfigLoader.load(CONFIGS.resolve(config), changes);
        Experiments.train(experiment, models);
        RunReference run = RunReference.resolve(experiment.name(), models);
        try (TrainedModel model = TrainedModel.load(run.checkpoint())) {
            return measure(model, Experiments.open(experiment));
        }
    }

    private static Ratios measure(TrainedModel model, OpenedData data) {
        Corruption corruption = Corruption.of(
                model.checkpoint().config().model().noise(), model.checkpoint().range());
        Iterable<Batch> batches = model.batches(data.splits().get("test"), "test", 500)
                .with(corruption)
                .corruptedInOrder();
        double before = 0;
        double after = 0;
        long values = 0;
        for (Batch batch : batches) {
            float[] outputs = model.autoencoder().codec().reconstruct(batch.inputs(), batch.count());
            for (int i = 0; i < outputs.length; i++) {
                before += Math.pow(batch.inputs()[i] - batch.features()[i], 2);
                after += Math.pow(outputs[i] - batch.features()[i], 2);
            }
            values += outputs.length;
        }
        return new Ratios(10 * Math.log10(values / before), 10 * Math.log10(values / after));
    }
}
