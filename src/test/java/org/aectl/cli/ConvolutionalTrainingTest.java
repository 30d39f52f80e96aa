package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.aectl.cli.console.ExitCode;
import org.aectl.data.array.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Convolutional autoencoders through the commands a user has. */
class ConvolutionalTrainingTest {
    @TempDir
    private Path folder;

    @Test
    void learnsDigits() throws IOException {
        trainAndReconstruct("""
                data: { type: builtin, name: mnist-mini, limit: 500 }
                model:
                  type: ae
                  latent: 16
                  reconstruction: bernoulli
                  encoder: { type: conv, filters: [8, 16], kernel: 3, stride: 2, layers: [32] }
                training: { epochs: 2, batchSize: 50 }
                """);
    }

    @Test
    void learnsColourPicturesOfAnOddSize() throws IOException {
        writePictures(folder.resolve("pictures.npy"), 64);
        trainAndReconstruct("""
                data: { type: npy, path: pictures.npy, shape: [33, 47, 3] }
                model:
                  type: ae
                  latent: 4
                  encoder: { type: conv, filters: [4, 8], kernel: 3, stride: 2, batchNormalization: true }
                training: { epochs: 2, batchSize: 16 }
                """);
    }

    private void trainAndReconstruct(String config) throws IOException {
        Path file = folder.resolve("conv.yaml");
        Files.writeString(file, "name: conv\n" + config);
        Path models = folder.resolve("models");
        Result training = Cli.run("train", "--config", file.toString(), "--output", models.toString());
        assertThat(training.exitCode()).as(training.errorOutput()).isEqualTo(ExitCode.DONE);
        Path run = models.resolve("conv");
        List<String> epochs = Files.readAllLines(run.resolve("metrics.csv"));
        assertThat(loss(epochs, 2)).isLessThan(loss(epochs, 1));
        assertThat(run.resolve("model.zip")).exists();
        Path output = folder.resolve("output");
        Result reconstruction = Cli.run("reconstruct", run.toString(), "--output", output.toString());
        assertThat(reconstruction.exitCode()).as(reconstruction.errorOutput()).isEqualTo(ExitCode.DONE);
    }

    private static double loss(List<String> epochs, int epoch) {
        int column = List.of(epochs.get(0).split(",", -1)).indexOf("training.loss");
        return Double.parseDouble(epochs.get(epoch).split(",", -1)[column]);
    }

    /** Bright circles of random places and colours. */
    private static void writePictures(Path file, int count) throws IOException {
        Random random = new Random(1);
        try (NpyWriter writer = new NpyWriter(file, count, 33, 47, 3)) {
            for (int i = 0; i < count; i++) {
                float[] picture = new float[33 * 47 * 3];
                double centreY = 33 * random.nextDouble();
                double centreX = 47 * random.nextDouble();
                int colour = random.nextInt(3);
                for (int y = 0; y < 33; y++) {
                    for (int x = 0; x < 47; x++) {
                        boolean isInside = Math.hypot(y - centreY, x - centreX) < 9;
                        picture[(y * 47 + x) * 3 + colour] = isInside ? 1 : 0;
                    }
                }
                writer.write(picture, 0, picture.length);
            }
        }
    }
}
