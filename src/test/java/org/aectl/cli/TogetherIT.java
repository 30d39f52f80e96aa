package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that are begun together and make a run of the same name: one makes it, the others are refused. */
@DisabledOnOs(OS.WINDOWS)
class TogetherIT {
    private static final int PROCESSES = 3;
    private static final String EXPERIMENT = """
            name: same
            seed: 3
            data: { type: builtin, name: mnist-mini, limit: 300 }
            model: { type: ae, latent: 3, encoder: { layers: [10] } }
            training: { epochs: 3, batchSize: 50 }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeExperiment() throws IOException {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
    }

    @Test
    void ofSeveralTrainingsOfOneNewNameOneIsDone() throws Exception {
        trainTogether(1);
    }

    @Tag("slow")
    @Test
    void ofSeveralTrainingsOfOneNewNameOneIsDoneEachOfTwentyTimes() throws Exception {
        trainTogether(20);
    }

    private void trainTogether(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            List<Process> all = start("train", "--config", "experiment.yaml", "--name", "same-" + round);
            exactlyOneIsDone(all);
            isWhole("same-" + round);
        }
    }

    @Test
    void ofSeveralFinetuningsOfOneNewNameOneIsDone() throws Exception {
        finetuneTogether(1);
    }

    @Tag("slow")
    @Test
    void ofSeveralFinetuningsOfOneNewNameOneIsDoneEachOfTwentyTimes() throws Exception {
        finetuneTogether(20);
    }

    private void finetuneTogether(int rounds) throws Exception {
        assertThat(start(1, "train", "--config", "experiment.yaml").get(0).waitFor())
                .isZero();
        for (int round = 0; round < rounds; round++) {
            List<Process> all =
                    start("finetune", "same", "--name", "classifier-" + round, "--epochs", "3", "--no-baseline");
            exactlyOneIsDone(all);
            RunFolder run = RunFolder.at(run("classifier-" + round));
            assertThat(run.manifest().outcome()).isEqualTo(Manifest.Outcome.DONE);
            assertThat(run.table("confusion")).exists();
            nothingIsLeft();
        }
    }

    @Test
    void ofSeveralThatReplaceARunOneDoes() throws Exception {
        replaceTogether(1);
    }

    @Tag("slow")
    @Test
    void ofSeveralThatReplaceARunOneDoesEachOfTwentyTimes() throws Exception {
        replaceTogether(20);
    }

    private void replaceTogether(int rounds) throws Exception {
        assertThat(start(1, "train", "--config", "experiment.yaml").get(0).waitFor())
                .isZero();
        for (int round = 0; round < rounds; round++) {
            // Without an end, so that the last of them to get there finds the first at it however slow the machine is.
            List<Process> all = start("train", "--config", "experiment.yaml", "--force", "--epochs", "1000000");
            while (all.stream().filter(Process::isAlive).count() > 1) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            Process last = all.stream().filter(Process::isAlive).findAny().orElseThrow();
            while (last.isAlive() && !Files.exists(run("same").resolve("checkpoints/best.zip"))) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            last.destroy();
            assertThat(last.waitFor()).as(log()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(all.stream().filter(process -> process != last).map(Process::exitValue))
                    .as(log())
                    .containsOnly(ExitCode.INVALID_INPUT);
            assertThat(start(1, "train", "--resume", "same", "--epochs", "1")
                            .get(0)
                            .waitFor())
                    .as(log())
                    .isZero();
            nothingIsLeft();
        }
    }

    private List<Process> start(String... words) throws IOException {
        return start(PROCESSES, words);
    }

    private List<Process> start(int count, String... words) throws IOException {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new ProcessBuilder(Stream.concat(Stream.of(Launcher.script().toString()), Stream.of(words))
                            .toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start());
        }
        return all;
    }

    private void exactlyOneIsDone(List<Process> all) throws Exception {
        List<Integer> codes = new ArrayList<>();
        for (Process process : all) {
            codes.add(process.waitFor());
        }
        assertThat(codes).as(log()).containsExactlyInAnyOrder(0, 2, 2);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private Path run(String name) {
        return folder.resolve("models").resolve(name);
    }

    private void isWhole(String name) throws IOException {
        RunFolder run = RunFolder.at(run(name));
        assertThat(run.manifest().outcome()).isEqualTo(Manifest.Outcome.DONE);
        assertThat(run.manifest().epochs()).isEqualTo(3);
        assertThat(run.metrics()).content().hasLineCount(4);
        assertThat(run.model()).exists();
        for (RunFolder.Moment moment : run.moments()) {
            CheckpointFile.read(run.checkpoint(moment));
        }
        assertThat(CheckpointFile.read(run.best()).progress().epoch())
                .isEqualTo(run.manifest().bestEpoch());
        nothingIsLeft();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.startsWith(".")))
                    .isEmpty();
        }
    }
}
