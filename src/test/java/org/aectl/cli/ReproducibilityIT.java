package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same experiment in processes that share nothing but the processor and the program. */
class ReproducibilityIT {
    private static final String EXPERIMENT = """
            name: run
            seed: 3
            data: { type: builtin, name: mnist-mini, limit: 300, binarize: dynamic }
            model: { type: vae, latent: 3, encoder: { layers: [100] } }
            training: { epochs: 3, batchSize: 50 }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Trains as if on a machine of its own: another folder, home, language and time zone; returns the run's folder. */
    private Path train(String machine, Map<String, String> environment, String threads) throws Exception {
        Path own = Files.createDirectories(folder.resolve(machine));
        Path home = Files.createDirectory(own.resolve("home"));
        Files.writeString(own.resolve("experiment.yaml"), EXPERIMENT);
        Map<String, String> all = new HashMap<>(environment);
        all.put("HOME", home.toString());
        Result result = Launcher.run(own, all, "train", "--config", "experiment.yaml", "--threads", threads);
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        return own.resolve("models").resolve("run");
    }

    @Test
    void twoMachinesOfOneKindWriteTheSameBytes() throws Exception {
        Path here = train("here", Map.of("TZ", "Asia/Tokyo", "LC_ALL", "C"), "2");
        Path there = train("there/far away", Map.of("TZ", "America/Lima", "LC_ALL", "tr_TR.UTF-8"), "2");

        for (String name : List.of(
                "config.yaml", "metrics.csv", "model.zip", "checkpoints/best.zip", "checkpoints/epoch-0003.zip")) {
            assertThat(there.resolve(name)).as(name).hasSameBinaryContentAs(here.resolve(name));
        }
    }

    @Test
    void theManifestSaysWithHowManyThreadsTheLastBitsWereMade() throws Exception {
        Path one = train("one", Map.of(), "1");
        Path two = train("two", Map.of(), "2");

        assertThat(environment(one).get("threads").get("blas").asInt()).isEqualTo(1);
        assertThat(environment(two).get("threads").get("blas").asInt()).isEqualTo(2);
        // Sums of other parts: near, and not asked to be equal.
        assertThat(lastLoss(two)).isCloseTo(lastLoss(one), Percentage.withPercentage(0.01));
    }

    private static JsonNode environment(Path run) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(run.resolve("manifest.json")))
                .get("environment");
    }

    private static double lastLoss(Path run) throws IOException {
        List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
        return Double.parseDouble(rows.get(rows.size() - 1).split(",", -1)[2]);
    }
}
