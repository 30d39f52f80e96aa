package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.cli.console.ExitCode;
import org.aectl.run.checkpoint.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is stopped and gone on with ends with the same bytes as one that was not. */
class ResumeTest {
    private static final String EXPERIMENT = """
            name: whole
            data: { type: builtin, name: mnist-mini, limit: 300, binarize: dynamic }
            model: { type: ae, latent: 3, encoder: { layers: [8], activation: tanh }, reconstruction: bernoulli }
            training:
              epochs: 4
              batchSize: 40
              l2: 0.001
              warmupEpochs: 2.5
              schedule: { type: exponential, factor: 0.9 }
              optimizer: { type: OPTIMIZER, learningRate: 0.01 }
            """;

    @TempDir
    private Path folder;

    private String models = "";

    @BeforeEach
    void nameTheFolder() {
        models = folder.resolve("models").toString();
    }

    private Path config(String optimizer) throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.replace("OPTIMIZER", optimizer));
    }

    private Result train(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "train";
        all[1] = "--output";
        all[2] = models;
        System.arraycopy(words, 0, all, 3, words.length);
        return Cli.run(all);
    }

    private void trained(String... words) {
        assertThat(train(words).errorOutput()).doesNotContain("aectl: error: ");
    }

    private void assertSameEnd(String one, String other) {
        for (String file : List.of("metrics.csv", "model.zip", "reconstruction.png")) {
            assertThat(Path.of(models, other, file)).hasSameBinaryContentAs(Path.of(models, one, file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "nesterov", "adagrad"})
    void aRunGoesOnAsIfItHadNotStopped(String optimizer) throws IOException {
        String config = config(optimizer).toString();
        trained("--config", config);
        trained("--config", config, "--name", "part", "--epochs", "3");

        Result resumed = train("--resume", "part", "--epochs", "4");

        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertSameEnd("whole", "part");
        assertThat(Path.of(models, "part", "config.yaml")).content().contains("epochs: 4");
    }

    @Test
    void aCheckpointAloneGoesOnInANewFolder() throws IOException {
        trained("--config", config("adam").toString(), "--set", "training.checkpoints.keep=10");
        Path alone = folder.resolve("alone.zip");
        Files.copy(Path.of(models, "whole", "checkpoints", "epoch-0001.zip"), alone);

        Result resumed = train("--resume", alone.toString(), "--name", "elsewhere");

        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertSameEnd("whole", "elsewhere");
    }

    @Test
    void aTrainingThatIsDoneIsNotGoneOnWithAndThatIsNoMistake() throws IOException {
        trained("--config", config("adam").toString(), "--epochs", "3");
        byte[] manifest = Files.readAllBytes(Path.of(models, "whole", "manifest.json"));

        Result result = train("--resume", "whole");

        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorLines())
                .containsExactly(
                        "whole: all 3 epochs are done; to train longer give --epochs with a" + " larger number");
        assertThat(Path.of(models, "whole", "manifest.json")).hasBinaryContent(manifest);

        Path last = Path.of(models, "whole", "checkpoints", "epoch-0003.zip");
        assertThat(train("--resume", last.toString(), "--name", "new").exitCode())
                .isEqualTo(ExitCode.INVALID_INPUT);
    }

    /** Gives a run the manifest of one whose process was killed. */
    private Path killed(String name) throws IOException {
        Path manifest = Path.of(models, name, "manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceAll("\"outcome\" : \"[a-z-]+\"", "\"outcome\" : \"running\""));
        return Path.of(models, name);
    }

    @Test
    void aTrainingThatWasKilledBeforeItsFirstCheckpointBeginsAnew() throws IOException {
        trained("--config", config("adam").toString());
        trained("--config", config("adam").toString(), "--name", "part", "--epochs", "3");
        Path part = killed("part");
        for (String name : List.of("epoch-0001.zip", "epoch-0002.zip", "epoch-0003.zip", "best.zip")) {
            Files.delete(part.resolve("checkpoints").resolve(name));
        }
        Files.delete(part.resolve("model.zip"));
        Files.writeString(part.resolve("metrics.csv"), "epo");

        Result resumed = train("--resume", "part", "--epochs", "4");

        assertThat(resumed.errorLines()).contains("part: ended before its first checkpoint, so it begins anew");
        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertSameEnd("whole", "part");
    }

    @Test
    void aTrainingThatBeginsAnewWantsTheDataThatItHad() throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), "1,2,3\n2,3,4\n3,4,6\n4,5,6\n5,6,7\n");
        Path experiment = Files.writeString(folder.resolve("table.yaml"), """
                data: { type: csv, path: table.csv, header: no, validation: 0.2 }
                model: { type: ae, latent: 2 }
                training: { epochs: 1, batchSize: 2 }
                """);
        trained("--config", experiment.toString());
        Path run = killed("table");
        Files.delete(run.resolve("checkpoints/epoch-0001.zip"));
        Files.delete(run.resolve("checkpoints/best.zip"));
        Files.writeString(table, "1,2,3\n2,3,4\n3,4,6\n4,5,6\n5,6,8\n");

        Result result = train("--resume", "table");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorOutput()).contains("not what the training was begun with");
    }

    /** Killed between the two, when the best is there and the epoch's own checkpoint is not. */
    @Test
    void aBestModelThatIsNewerThanTheCheckpointsIsGoneOnWith() throws IOException {
        trained("--config", config("adam").toString());
        trained("--config", config("adam").toString(), "--name", "part", "--epochs", "3");
        Path checkpoints = killed("part").resolve("checkpoints");
        assertThat(CheckpointFile.read(checkpoints.resolve("best.zip"))
                        .progress()
                        .epoch())
                .isEqualTo(3);
        Files.delete(checkpoints.resolve("epoch-0003.zip"));

        Result resumed = train("--resume", "part", "--epochs", "4");

        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertSameEnd("whole", "part");
    }

    @Test
    void aKilledRunIsShownAsKilledWithWhatItHadDone() throws IOException {
        trained("--config", config("adam").toString(), "--epochs", "3");
        killed("whole");

        assertThat(Cli.run("runs", "--models", models, "--csv").output()).contains(",killed,");
        assertThat(Cli.run("inspect", "whole", "--models", models).output())
                .containsPattern("outcome +killed after 3 epochs");
        Path page = folder.resolve("page.html");
        assertThat(Cli.run("report", "whole", "--models", models, "--output", page.toString())
                        .exitCode())
                .isZero();
        assertThat(page).content().contains("The training was killed after 3 epochs");
    }

    @Test
    void aRunThatWasKilledAfterItsLastEpochGetsItsResults() throws IOException {
        trained("--config", config("adam").toString());
        trained("--config", config("adam").toString(), "--name", "part");
        Path part = Path.of(models, "part");
        Path manifest = part.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"done\"", "\"running\""));
        Files.delete(part.resolve("model.zip"));
        Files.delete(part.resolve("reconstruction.png"));

        Result resumed = train("--resume", "part");

        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertSameEnd("whole", "part");
        assertThat(manifest).content().contains("\"outcome\" : \"done\"");
    }

    @Test
    void whatWouldChangeItsMeaningIsRefused() throws IOException {
        trained("--config", config("adam").toString(), "--epochs", "3");

        Result result = train("--resume", "whole", "--epochs", "4", "--set", "model.latent=5");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines()).hasSize(1).first().asString().contains("--set and --limit cannot change it");
    }

    @Test
    void theNewestWholeCheckpointIsGoneOnWith() throws IOException {
        trained("--config", config("adam").toString());
        trained("--config", config("adam").toString(), "--name", "part", "--epochs", "3");
        Path checkpoints = Path.of(models, "part", "checkpoints");
        byte[] newest = Files.readAllBytes(checkpoints.resolve("epoch-0003.zip"));
        newest[newest.length / 2] ^= 4;
        Files.write(checkpoints.resolve("epoch-0003.zip"), newest);
        byte[] older = Files.readAllBytes(checkpoints.resolve("epoch-0002.zip"));
        Files.write(checkpoints.resolve("epoch-0002-batch-0003.zip"), Arrays.copyOf(older, older.length - 100));
        Path unfinished = Files.write(checkpoints.resolve(".epoch-0004.zip.1.1.part"), new byte[100]);

        Result resumed = train("--resume", "part", "--epochs", "4");

        assertThat(resumed.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(resumed.errorLines())
                .anyMatch(line -> line.matches("aectl: warning: .*epoch-0003.zip: damaged.*; another one is taken"))
                .anyMatch(line -> line.matches("aectl: warning: .*batch-0003.zip: damaged.*; another one is taken"));
        assertSameEnd("whole", "part");
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void whereNoCheckpointIsWholeNothingIsGoneOnWith() throws IOException {
        trained("--config", config("adam").toString(), "--epochs", "3");
        for (String name : List.of("epoch-0001.zip", "epoch-0002.zip", "epoch-0003.zip", "best.zip")) {
            Files.writeString(Path.of(models, "whole", "checkpoints", name), "damaged");
        }

        Result result = train("--resume", "whole", "--epochs", "4");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .last()
                .asString()
                .contains("there is no checkpoint to resume from that is whole (")
                .endsWith("); train it again with --force");
    }

    @Test
    void otherDataAreRefusedWithTheDifference() throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), "1,2,3\n2,3,4\n3,4,6\n4,5,6\n5,6,7\n");
        Path experiment = Files.writeString(folder.resolve("table.yaml"), """
                data: { type: csv, path: table.csv, header: no, validation: 0.2 }
                model: { type: ae, latent: 2 }
                training: { epochs: 1, batchSize: 2 }
                """);
        trained("--config", experiment.toString());
        Files.writeString(table, "1,2,3\n2,3,4\n3,4,6\n4,5,6\n5,6,8\n");

        Result result = train("--resume", "table", "--epochs", "2");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .last()
                .asString()
                .matches("aectl: error: .*table.csv: not what the training was begun with: 30 bytes with SHA-256"
                        + " [0-9a-f]{12}... instead of 30 with [0-9a-f]{12}...");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.zip"), "PK\u0003\u0004 and then nothing");

        Result result = train("--resume", damaged.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines()).hasSize(1).first().asString().contains("damaged.zip: ");
    }
}
