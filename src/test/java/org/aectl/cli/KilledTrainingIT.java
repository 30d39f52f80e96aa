package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A training that is killed (SIGKILL) at random moments and gone on with each time ends as one that was not, to the last bit. A
 * checkpoint is written after every step, so that many a kill falls into its writing or renaming.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledTrainingIT {
    private static final String EXPERIMENT = """
            name: whole
            seed: 3
            data: { type: builtin, name: mnist-mini, limit: 500, binarize: dynamic }
            model: MODEL
            training: { epochs: 15, batchSize: 25, schedule: { type: cosine, finalShare: 0.1 } }
            """;

    /** After the first checkpoint of a session. */
    private static final int LONGEST_WAIT = 1500;

    @TempDir
    private Path folder;

    private final List<Path> finished = new ArrayList<>();
    private int trainings;

    /** Of the families, those with most to remember: stages, and a schedule of the divergence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: sae, latent: 3, encoder: { layers: [30, 20] }, pretraining: { epochs: 5 } }",
                "{ type: vae, latent: 3, encoder: { layers: [40] }, kl: { warmupEpochs: 10 } }"
            })
    void afterTwoKillsItEndsAsIfThereHadBeenNone(String model) throws Exception {
        killAndCompare(model, 2);
    }

    /** Some minutes: {@code mvn verify -Pslow -Dit.test=KilledTrainingIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false}. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: ae, latent: 3, encoder: { layers: [40] } }",
                "{ type: sae, latent: 3, encoder: { layers: [30, 20] }, pretraining: { epochs: 5 } }",
                "{ type: vae, latent: 3, encoder: { layers: [40] }, kl: { warmupEpochs: 10 } }",
                "{ type: dae, latent: 3, encoder: { layers: [40] }, noise: { type: gaussian, sigma: 0.3 } }"
            })
    void afterTwentyFiveKillsItEndsAsIfThereHadBeenNone(String model) throws Exception {
        killAndCompare(model, 25);
    }

    private void killAndCompare(String model, int kills) throws Exception {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.replace("MODEL", model));
        assertThat(start("--config", "experiment.yaml").waitFor()).isZero();
        Random random = new Random(kills);
        int done = 0;
        while (done < kills) {
            String name = "killed-" + trainings;
            done += killOnce(name, random) ? 1 : 0;
            if (isFinished(name)) {
                trainings++;
            }
        }
        String last = "killed-" + trainings;
        if (Files.exists(run(last))) {
            assertThat(goOn(last).waitFor()).isZero();
            finished.add(run(last));
        }
        assertThat(finished).isNotEmpty().allSatisfy(this::isAsTheWhole);
    }

    /** Trains until a random moment; whether the training was killed then, and had not ended before. */
    private boolean killOnce(String name, Random random) throws Exception {
        List<RunFolder.Moment> before = moments(name);
        Process process = goOn(name);
        while (process.isAlive() && moments(name).equals(before)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(process.isAlive() || process.exitValue() == 0)
                .as("%s", folder.resolve("log"))
                .isTrue();
        boolean hasEnded = process.waitFor(random.nextInt(LONGEST_WAIT), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        for (RunFolder.Moment moment : moments(name)) {
            // Whole, or it would be refused.
            CheckpointFile.read(RunFolder.at(run(name)).checkpoint(moment));
        }
        return !hasEnded;
    }

    private boolean isFinished(String name) throws IOException {
        if (!Files.exists(run(name).resolve("model.zip"))) {
            return false;
        }
        finished.add(run(name));
        return true;
    }

    private List<RunFolder.Moment> moments(String name) throws IOException {
        return RunFolder.isRun(run(name)) ? RunFolder.at(run(name)).moments() : List.of();
    }

    private Path run(String name) {
        return folder.resolve("models").resolve(name);
    }

    private Process goOn(String name) throws IOException {
        return RunFolder.isRun(run(name))
                ? start("--resume", name)
                : start(
                        "--config",
                        "experiment.yaml",
                        "--name",
                        name,
                        "--set",
                        "training.checkpoints.everyMinutes=1e-9");
    }

    private Process start(String... words) throws IOException {
        List<String> command = Stream.concat(Stream.of(Launcher.script().toString(), "train"), Stream.of(words))
                .toList();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void isAsTheWhole(Path run) throws IOException {
        Path whole = run("whole");
        assertThat(run.resolve("metrics.csv")).hasSameBinaryContentAs(whole.resolve("metrics.csv"));
        assertThat(run.resolve("model.zip")).hasSameBinaryContentAs(whole.resolve("model.zip"));
        Checkpoint expected = last(whole);
        Checkpoint found = last(run);
        assertThat(found.parameters()).isEqualTo(expected.parameters());
        assertThat(found.optimizerState()).isEqualTo(expected.optimizerState());
        assertThat(found.progress()).isEqualTo(expected.progress());
        assertThat(run.resolve("checkpoints").toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    private static Checkpoint last(Path run) throws IOException {
        RunFolder folder = RunFolder.at(run);
        List<RunFolder.Moment> moments = folder.moments();
        return CheckpointFile.read(folder.checkpoint(moments.get(moments.size() - 1)));
    }
}
