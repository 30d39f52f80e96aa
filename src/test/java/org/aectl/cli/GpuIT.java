package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.Gpus;
import org.aectl.backend.device.RequestedDevice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real GPU beside the processor, through the launcher; skipped where the build has no CUDA or there is no GPU that it runs on. */
class GpuIT {
    /** The same sums in another order. */
    private static final double CLOSE = 0.01;

    private static final String DATA = "data: { type: builtin, name: mnist-mini, limit: 600 }, ";

    @TempDir
    private Path folder;

    @BeforeAll
    static void askForAGpu() {
        assumeThat(DeviceChoice.isCudaOnClassPath()).as("built with -Pcuda").isTrue();
        assumeThat(DeviceChoice.of(RequestedDevice.AUTO, true, Gpus::find).outcome())
                .as("a GPU that ND4J has code for")
                .isEqualTo(DeviceChoice.Outcome.CUDA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model: { type: ae, latent: 16, encoder: { layers: [64], activation: sigmoid } }",
                "model: { type: ae, latent: 16, encoder: { layers: [64], activation: elu }, tied: true }",
                "model: { type: ae, latent: 16, encoder: { layers: [64], batchNormalization: true } }",
                "model: { type: ae, latent: 8, encoder: { layers: [64] }, variance: { type: learned, each: all } }",
                "model: { type: sparse, latent: 64, codeActivation: sigmoid, encoder: { layers: [] }, sparsity: { type: kl } }",
                "model: { type: sparse, latent: 64, encoder: { layers: [] }, sparsity: { type: top-k, k: 5 } }",
                "model: { type: dae, latent: 16, encoder: { layers: [64] }, noise: [{ type: gaussian, sigma: 0.3 }] }",
                "model: { type: vae, latent: 4, encoder: { layers: [64] }, reconstruction: bernoulli }",
                "model: { type: cvae, latent: 4, encoder: { layers: [64] }, reconstruction: bernoulli }",
                "model: { type: ae, latent: 16, encoder: { type: conv, filters: [8, 16], kernel: 3, stride: 2 } }"
            })
    void aNetworkLearnsTheSame(String model) throws Exception {
        double[] onProcessor = train(model, "cpu");
        double[] onGpu = train(model, "cuda");

        assertThat(onGpu).hasSameSizeAs(onProcessor);
        for (int i = 0; i < onGpu.length; i++) {
            assertThat(onGpu[i])
                    .as("%s, loss %d", model, i)
                    .isCloseTo(onProcessor[i], within(CLOSE * Math.abs(onProcessor[i])));
        }
        assertThat(manifest("cpu").at("/environment/device").asString()).isEqualTo("cpu");
        JsonNode environment = manifest("cuda").at("/environment");
        assertThat(environment.at("/device").asString()).isEqualTo("cuda");
        assertThat(environment.at("/gpu/name").asString()).isNotEmpty();
        assertThat(environment.at("/gpu/capability").asString()).matches("[3-8]\\.\\d");
        assertThat(environment.at("/gpu/memory").asLong()).isPositive();
        assertThat(environment.at("/gpu/driver").asString()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void aTrainedModelIsUsedTheSame() throws Exception {
        train(
                "model: { type: vae, latent: 4, encoder: { layers: [64] }, reconstruction: bernoulli,"
                        + " noise: [{ type: gaussian, sigma: 0.1 }] }",
                "cpu");
        for (String command : List.of("reconstruct", "denoise", "sample", "embed", "detect")) {
            run(command, "cpu", "--device", "cuda", "--models", models(), "--output", models());
        }
        run("finetune", "cpu", "--device", "cuda", "--models", models(), "--epochs", "1", "--no-baseline");

        assertThat(squaredError("cuda")).isCloseTo(squaredError("cpu"), within(CLOSE * squaredError("cpu")));
    }

    private double squaredError(String device) throws Exception {
        String report = run("evaluate", "cpu", "--device", device, "--models", models(), "--json");
        return JsonMapper.shared().readTree(report).at("/metrics/sse").asDouble();
    }

    private String models() {
        return folder.resolve("models").toString();
    }

    /** Trains a run with the name of the device and gives back the losses of its epochs. */
    private double[] train(String model, String device) throws Exception {
        Path config = Files.writeString(
                folder.resolve("config.yaml"), "{ " + DATA + model + ", training: { epochs: 3, batchSize: 50 } }");
        run("train", "-c", config.toString(), "-o", models(), "--name", device, "--force", "--device", device);
        List<String> rows = Files.readAllLines(Path.of(models(), device, "metrics.csv"));
        int column = Arrays.asList(rows.get(0).split(",", -1)).indexOf("validation.loss");
        return rows.stream()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row.split(",", -1)[column]))
                .toArray();
    }

    private String run(String... words) throws IOException, InterruptedException {
        Result result = Launcher.run(folder, Map.of(), words);
        assertThat(result.exitCode())
                .as("%s: %s", List.of(words), result.errorOutput())
                .isZero();
        return result.output();
    }

    private JsonNode manifest(String run) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(Path.of(models(), run, "manifest.json")));
    }
}
