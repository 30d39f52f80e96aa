package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the machine does to a training: a disk that is full or can only be read, too little memory, a wrong clock, another process
 * at the same run. Each ends in one line that says what it is, and the run goes on from its newest checkpoint.
 */
@EnabledOnOs(OS.LINUX)
class MachineFaultsIT {
    private static final String EXPERIMENT = """
            name: whole
            seed: 3
            data: { type: builtin, name: mnist-mini, limit: 300 }
            model: { type: ae, latent: 3, encoder: { layers: [10] } }
            training: { epochs: 5, batchSize: 50 }
            """;

    @TempDir
    private static Path undisturbed;

    /** With a run of two of the five epochs, which each test may go on with. */
    @TempDir
    private static Path begun;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws Exception {
        for (Path place : List.of(undisturbed, begun)) {
            Files.writeString(place.resolve("experiment.yaml"), EXPERIMENT);
            String epochs = place.equals(begun) ? "2" : "5";
            Result result = Launcher.run(
                    place, Map.of(), "train", "--config", "experiment.yaml", "--epochs", epochs, "--quiet");
            assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        }
    }

    @BeforeEach
    void writeExperiment() throws IOException {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
    }

    private Result aectl(Map<String, String> environment, String... words) throws Exception {
        return Launcher.run(folder, environment, words);
    }

    private Result aectl(String... words) throws Exception {
        return aectl(Map.of(), words);
    }

    /** A copy of the run that has begun. */
    private Path begunRun() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        UntrustedRuns.copy(begun.resolve("models/whole"), run("whole"));
        return run("whole");
    }

    private Path run(String name) {
        return folder.resolve("models").resolve(name);
    }

    private void isAsTheWhole(Path run) {
        for (String name : List.of("metrics.csv", "model.zip")) {
            assertThat(run.resolve(name))
                    .hasSameBinaryContentAs(undisturbed.resolve("models/whole").resolve(name));
        }
        assertThat(run.resolve("checkpoints").toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    /**
     * Runs a script on a disk of its own, one megabyte in memory, which is there for this script only.
     *
     * @param script in bash; $aectl is the launcher, and what it copies to $results is kept
     */
    private Result onASmallDisk(String script) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path results = Files.createDirectory(folder.resolve("results"));
        Path file = folder.resolve("script.sh");
        Files.writeString(file, """
                set -u
                mount -t tmpfs -o size=1m none '%s' || exit 99
                cd '%s'
                cp ../experiment.yaml .
                aectl='%s' results='%s'
                """.formatted(disk, disk, Launcher.script(), results) + script);
        Launcher.writeScript(folder.resolve("privileged.sh"), "#!/bin/sh\nexec unshare -rm bash \"$@\"\n");
        Result result = Launcher.run(folder.resolve("privileged.sh"), folder, Map.of(), file.toString());
        assumeTrue(
                result.exitCode() != 99 && !result.errorOutput().contains("unshare"),
                "this system lets no user mount a disk of his own");
        return result;
    }

    @Test
    void aFullDiskEndsTheTrainingWithOneLineAndItGoesOnWhenThereIsRoom() throws Exception {
        Result result = onASmallDisk("""
                head -c 350k /dev/zero >filler
                "$aectl" train --config experiment.yaml --name full --quiet >/dev/null
                echo "exit $?"
                ls models/full/checkpoints
                rm filler
                "$aectl" train --resume full --quiet
                echo "exit $?"
                cp -r models/full "$results"
                """);

        assertThat(errors(result))
                .singleElement()
                .asString()
                .matches("aectl: error: models/full/.*: No space left on device");
        assertThat(result.output().lines())
                .startsWith("exit 1", "best.zip", "epoch-0001.zip")
                .endsWith("exit 0");
        isAsTheWhole(folder.resolve("results").resolve("full"));
    }

    @Test
    void aFolderThatCanOnlyBeReadTakesNoTrainingAndShowsItsRuns() throws Exception {
        begunRun();
        Result result = onASmallDisk("""
                mkdir models
                cp -r ../models/whole models/run
                mount -o remount,ro "$PWD"
                for words in 'train --config experiment.yaml' 'train --resume run --epochs 3' 'finetune run'; do
                    "$aectl" $words --quiet >"$results/output"
                    echo "exit $?"
                done
                for words in 'inspect run' 'runs' 'evaluate run' "sample run --count 4 --output $results/samples.png"; do
                    "$aectl" $words >"$results/output" 2>&1
                    echo "exit $?"
                done
                """);

        assertThat(result.output().lines())
                .containsExactly("exit 2", "exit 1", "exit 2", "exit 0", "exit 0", "exit 0", "exit 0");
        assertThat(errors(result))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .matches(
                                "aectl: error: .*models/(run/.lock: Read-only file system|(whole|run-classifier): cannot be"
                                        + " written, because nothing may be written in .*)"));
        assertThat(folder.resolve("results").resolve("samples.png")).exists();
    }

    /** Of Java's own, and of the whole process, which takes more than that as soon as the natives are loaded. */
    @Test
    void tooLittleMemoryEndsTheTrainingAndItGoesOnWithMore() throws Exception {
        Path run = begunRun();
        for (String limit : List.of("-Xmx7m", "-Dorg.bytedeco.javacpp.maxphysicalbytes=60m")) {
            isTooPoor(aectl(Map.of("AECTL_JAVA_OPTS", limit), "train", "--resume", "whole", "--epochs", "5"));
        }

        assertThat(aectl("train", "--resume", "whole", "--epochs", "5").exitCode())
                .isZero();
        isAsTheWhole(run);
    }

    @Test
    void tooLittleMemoryForTheProgramItselfIsOneLineToo() throws Exception {
        for (int megabytes : new int[] {2, 4}) {
            Result result = aectl(Map.of("AECTL_JAVA_OPTS", "-Xmx" + megabytes + "m"), "runs");

            isTooPoor(result);
        }
    }

    private static void isTooPoor(Result result) {
        assertThat(result.exitCode()).as(result.errorOutput()).isIn(ExitCode.FAILED, ExitCode.INVALID_INPUT);
        assertThat(result.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: ")
                .contains("memory");
    }

    @Test
    void filesFromTheFutureChangeNothing() throws Exception {
        Path run = begunRun();
        Path manifest = run.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceAll("\"(started|ended)\" : \"\\d{4}", "\"$1\" : \"2099"));
        assertThat(manifest).content().isNotEqualTo(text);
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
            }
        }

        Result result = aectl("train", "--resume", "whole", "--epochs", "5");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        isAsTheWhole(run);
    }

    @Test
    void aRunThatIsBeingTrainedIsRefusedToAnotherProcessAndNotHarmed() throws Exception {
        Process first = begin(
                Launcher.script().toString(),
                "train",
                "--config",
                "experiment.yaml",
                "--name",
                "held",
                "--epochs",
                "100000");
        try {
            awaitCheckpoint(first, "held");
            for (List<String> words : List.of(
                    List.of("train", "--resume", "held"),
                    List.of("train", "--config", "experiment.yaml", "--name", "held", "--force"))) {
                Result second = aectl(words.toArray(String[]::new));
                assertThat(second.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
                assertThat(second.errorLines())
                        .singleElement()
                        .asString()
                        .contains("held")
                        .contains("process " + first.pid());
            }
            first.destroy();
            assertThat(first.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        } finally {
            first.destroyForcibly();
        }
        assertThat(RunFolder.at(run("held")).moments()).isNotEmpty();
        assertThat(run("held")).isDirectoryNotContaining("glob:**/.lock");
    }

    private Process begin(String... words) throws IOException {
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void awaitCheckpoint(Process process, String name) throws Exception {
        while (process.isAlive() && !Files.exists(run(name).resolve("checkpoints/best.zip"))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void hangUp(Process process) throws Exception {
        begin("kill", "-HUP", Long.toString(process.pid())).waitFor();
    }

    /** The terminal was closed, or the connection lost. */
    @Test
    void aTrainingThatIsHungUpKeepsACheckpointUnlessItIsToOutliveItsTerminal() throws Exception {
        String aectl = Launcher.script().toString();
        // The tests themselves may have been begun by nohup.
        Process hungUp = begin(
                "env",
                "--default-signal=HUP",
                aectl,
                "train",
                "--config",
                "experiment.yaml",
                "--name",
                "hung",
                "--epochs",
                "100000");
        awaitCheckpoint(hungUp, "hung");
        hangUp(hungUp);
        assertThat(hungUp.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(RunFolder.at(run("hung")).manifest().outcome()).isEqualTo(Manifest.Outcome.INTERRUPTED);
        assertThat(RunFolder.at(run("hung")).moments()).isNotEmpty();

        Process outliving =
                begin("nohup", aectl, "train", "--config", "experiment.yaml", "--name", "nohup", "--epochs", "80");
        awaitCheckpoint(outliving, "nohup");
        hangUp(outliving);
        assertThat(outliving.waitFor()).isZero();
        assertThat(RunFolder.at(run("nohup")).manifest().epochs()).isEqualTo(80);
    }

    /** What a script does that knows nothing of how far the training has come: killed twice, asked until there is no more to do. */
    @Test
    void resumingInALoopComesToTheEndAndStaysThere() throws Exception {
        String aectl = Launcher.script().toString();
        Process first = begin(aectl, "train", "--config", "experiment.yaml", "--name", "loop");
        while (first.isAlive() && !RunFolder.isRun(run("loop"))) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        first.destroyForcibly().waitFor();
        Process second = begin(aectl, "train", "--resume", "loop");
        awaitCheckpoint(second, "loop");
        second.destroyForcibly().waitFor();

        assertThat(aectl("train", "--resume", "loop").exitCode()).isZero();
        isAsTheWhole(run("loop"));
        for (int call = 0; call < 2; call++) {
            Result result = aectl("train", "--resume", "loop");
            assertThat(result.exitCode()).isZero();
            assertThat(result.errorLines())
                    .containsExactly("loop: all 5 epochs are done; to train longer give --epochs with a larger number");
            isAsTheWhole(run("loop"));
        }
    }

    @Test
    void theTimeOfAKilledTrainingUpToItsLastCheckpointIsCounted() throws Exception {
        Process killed = begin(
                Launcher.script().toString(),
                "train",
                "--config",
                "experiment.yaml",
                "--name",
                "timed",
                "--epochs",
                "100000");
        awaitCheckpoint(killed, "timed");
        while (killed.isAlive() && RunFolder.at(run("timed")).manifest().epochs() < 3) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        killed.destroyForcibly().waitFor();

        Manifest manifest = RunFolder.at(run("timed")).manifest();
        assertThat(manifest.outcome()).isEqualTo(Manifest.Outcome.KILLED);
        assertThat(manifest.seconds()).isPositive();
        assertThat(aectl("train", "--resume", "timed", "--epochs", "1").exitCode())
                .isZero();
        assertThat(RunFolder.at(run("timed")).manifest().seconds()).isGreaterThan(manifest.seconds());
    }

    @Test
    void aDiskThatIsMountedAtTheRunsPlaceIsTrainedInAndNotReplaced() throws Exception {
        Result result = onASmallDisk("""
                mkdir -p models/run
                mount -t tmpfs -o size=1m none models/run
                for words in '' '' '--force'; do
                    "$aectl" train --config experiment.yaml --name run --epochs 1 --quiet $words >/dev/null
                    echo "exit $?"
                done
                ls models/run
                """);

        assertThat(result.output().lines())
                .startsWith("exit 0", "exit 2", "exit 2")
                .contains("manifest.json", "model.zip");
        assertThat(errors(result)).hasSize(2).last().asString().contains("cannot be replaced");
    }

    /** So short a training also warns that it has learnt little. */
    private static List<String> errors(Result result) {
        return result.errorLines().stream()
                .filter(line -> line.startsWith("aectl: error: "))
                .toList();
    }
}
