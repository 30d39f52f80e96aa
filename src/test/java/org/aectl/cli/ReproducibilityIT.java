package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    void twoMachinesOfOneKindWriteTheSameBytesAndTheManifestSaysWithHowManyThreads() throws Exception {
        Path here = train("here", Map.of("TZ", "Asia/Tokyo", "LC_ALL", "C"), "2");
        Path there =
                train("there/far away", Map.of("TZ", "America/Lima", "AECTL_JAVA_OPTS", "-Duser.language=tr"), "2");

        areEqual(there, here);

        Path one = train("one", Map.of(), "1");
        assertThat(environment(one).get("threads").get("blas").asInt()).isEqualTo(1);
        assertThat(environment(here).get("threads").get("blas").asInt()).isEqualTo(2);
        // Sums of other parts: near, and not asked to be equal.
        assertThat(lastLoss(here)).isCloseTo(lastLoss(one), Percentage.withPercentage(0.01));
    }

    private static void areEqual(Path run, Path other) {
        for (String name : List.of(
                "config.yaml", "metrics.csv", "model.zip", "checkpoints/best.zip", "checkpoints/epoch-0003.zip")) {
            assertThat(run.resolve(name)).as(name).hasSameBinaryContentAs(other.resolve(name));
        }
    }

    /** The system's own locale, which natives go by; a name that the system has no locale for would be plain C, silently. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void localesOfTheSystemChangeNothing() throws Exception {
        Path locales = Files.createDirectory(folder.resolve("locales"));
        Path english = train("en_US", locale(locales, "en_US"), "1");
        Result evaluated = evaluate("en_US", locale(locales, "en_US"));
        Path turkish = train("tr_TR", locale(locales, "tr_TR"), "1");

        areEqual(turkish, english);
        assertThat(evaluate("tr_TR", locale(locales, "tr_TR"))).isEqualTo(evaluated);
    }

    private Result evaluate(String machine, Map<String, String> environment) throws Exception {
        Result result = Launcher.run(folder.resolve(machine), environment, "evaluate", "run", "--threads", "1");
        assertThat(result.errorOutput()).doesNotContain("libgomp");
        return result;
    }

    /** The environment for a locale that is made here, because few machines have it. */
    private static Map<String, String> locale(Path locales, String name) throws Exception {
        Path made = locales.resolve(name + ".UTF-8");
        if (!Files.exists(made)) {
            assumeThat(Path.of("/usr/share/i18n/locales", name))
                    .as("sources of the locale, on Debian in the package locales")
                    .exists();
            // It warns of what it misses for other encodings.
            new ProcessBuilder("localedef", "-i", name, "-f", "UTF-8", made.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertThat(made).isDirectory();
        }
        return Map.of("LOCPATH", locales.toString(), "LC_ALL", name + ".UTF-8");
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
