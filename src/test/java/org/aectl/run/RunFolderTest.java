package org.aectl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.data.cache.DataCache;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.Checkpoints;
import org.aectl.run.checkpoint.MetricsFile;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.run.file.RunLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path models;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = models.resolve("deep").resolve("first");
    }

    private RunFolder create(Path at, boolean replace) throws IOException {
        RunFolder.create(at, replace, Checkpoints.config("first"), Checkpoints.manifest())
                .close();
        return RunFolder.at(at);
    }

    @Test
    void aNewRunHasItsConfigAndItsManifest() throws IOException {
        RunFolder run = create(path, false);
        assertThat(run.path()).isEqualTo(path);
        assertThat(run.name()).isEqualTo("first");
        assertThat(run.config()).isEqualTo(Checkpoints.config("first"));
        assertThat(Manifest.read(path.resolve("manifest.json"))).isEqualTo(Checkpoints.manifest());
        assertThat(path.toFile().list()).containsExactlyInAnyOrder("config.yaml", "manifest.json", "checkpoints");
        assertThat(run.moments()).isEmpty();
        assertThat(models.resolve("deep").toFile().list()).containsExactly("first");
    }

    @Test
    void aTrainingThatNobodyHoldsAnyMoreWasKilled() throws IOException {
        RunFolder run = create(path, false);
        try (RunLock lock = run.lock()) {
            assertThat(lock.file()).exists();
            assertThat(run.manifest()).isEqualTo(Checkpoints.manifest());
        }
        assertThat(run.manifest().outcome()).isEqualTo(Manifest.Outcome.KILLED);
        // What a process that was killed leaves.
        Files.writeString(path.resolve(".lock"), "process 1");
        assertThat(run.manifest().outcome()).isEqualTo(Manifest.Outcome.KILLED);
        assertThat(path.resolve(".lock")).hasContent("process 1");
    }

    @Test
    void ofManyWhoMakeARunAtOnceOneHasItAndTheOthersAreRefused() throws Exception {
        for (boolean replace : new boolean[] {false, true}) {
            for (int round = 0; round < 20; round++) {
                Path place = models.resolve(replace + "-" + round);
                if (replace) {
                    Files.writeString(create(place, false).metrics(), "old");
                }
                List<RunLock> held = atOnce(
                        8, () -> RunFolder.create(place, replace, Checkpoints.config("first"), Checkpoints.manifest()));
                assertThat(held).hasSize(1);
                assertThat(RunFolder.at(place).config()).isEqualTo(Checkpoints.config("first"));
                assertThat(place.toFile().list())
                        .containsExactlyInAnyOrder("config.yaml", "manifest.json", "checkpoints", ".lock");
                held.get(0).close();
                try (Stream<Path> hidden = Files.list(models)) {
                    assertThat(hidden.map(file -> String.valueOf(file.getFileName())))
                            .noneMatch(name -> name.startsWith("."));
                }
            }
        }
    }

    private static List<RunLock> atOnce(int threads, Callable<RunLock> action) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<RunLock> done = new ArrayList<>();
            for (Future<RunLock> one : pool.invokeAll(Collections.nCopies(threads, action))) {
                try {
                    done.add(one.get());
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(InvalidInputException.class);
                }
            }
            return done;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aRunWhoseReplacementWasKilledHalfWayIsPutBackByWhoeverLooksForIt() throws IOException {
        for (String old : List.of(".first.12345.old", ".first.0123456789abcdef.old")) {
            Files.writeString(create(models.resolve("first"), true).metrics(), "precious");
            Files.move(models.resolve("first"), models.resolve(old));
            assertThat(RunFolder.in(models)).extracting(RunFolder::name).containsExactly("first");

            Files.move(models.resolve("first"), models.resolve(old));
            assertThat(RunReference.folder("first", models).metrics()).hasContent("precious");

            Files.move(models.resolve("first"), models.resolve(old));
            refused(() -> RunFolder.checkFree(models.resolve("first"), false), "this run exists already");

            Files.move(models.resolve("first"), models.resolve(old));
            refused(() -> create(models.resolve("first"), false), "this run exists already");
            assertThat(models.resolve("first/metrics.csv")).hasContent("precious");
            assertThat(models.toFile().list()).containsExactly("first");
        }
    }

    @Test
    void whatIsLeftOfARunThatWasNeverMadeGoesWithTheNextOne() throws IOException {
        Files.createDirectories(models.resolve(".first.1.new/checkpoints"));
        Files.createDirectories(models.resolve(".first.fedcba9876543210.new"));
        Files.createDirectories(models.resolve(".first.mine.old"));
        create(models.resolve("first"), false);
        assertThat(models.toFile().list()).containsExactlyInAnyOrder("first", ".first.mine.old");
    }

    @Test
    void anEmptyFolderBehindALinkIsWhereTheRunIsMade() throws IOException {
        Path disk = Files.createDirectories(models.resolve("disk"));
        Files.createDirectory(disk.resolve("lost+found"));
        Path link = Files.createSymbolicLink(models.resolve("first"), disk);
        Files.writeString(create(link, false).metrics(), "old");
        assertThat(link).isSymbolicLink();
        assertThat(disk.resolve("manifest.json")).exists();

        create(link, true);
        assertThat(link).isSymbolicLink();
        assertThat(disk.resolve("manifest.json")).exists();
        assertThat(disk.resolve("metrics.csv")).doesNotExist();
    }

    @Test
    void aFolderOfARunThatIsALinkOutOfItIsRefused() throws IOException {
        Path mine = Files.createDirectories(models.resolve("mine"));
        RunFolder run = create(path, false);
        Files.delete(path.resolve("checkpoints"));
        Path link = Files.createSymbolicLink(path.resolve("checkpoints"), mine);
        refused(run::lock, link + ": is a link out of " + path.toRealPath());
        Files.delete(mine);
        refused(run::lock, link + ": is a link out of " + path.toRealPath());
        Files.delete(link);
        Files.createSymbolicLink(link, Files.createDirectory(path.resolve("elsewhere")));
        run.lock().close();
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Files.createDirectories(path);
        create(path, false);
        assertThat(RunFolder.isRun(path)).isTrue();
    }

    @Test
    void anOlderRunIsRefused() throws IOException {
        create(path, false);
        Files.writeString(path.resolve("metrics.csv"), "old");
        refused(() -> create(path, false), path + ": this run exists already");
        assertThat(path.resolve("metrics.csv")).hasContent("old");
    }

    @Test
    void anOlderRunIsReplacedWholeIfThatIsAllowed() throws IOException {
        RunFolder old = create(path, false);
        Files.writeString(old.metrics(), "old");
        Files.writeString(old.checkpoint(3), "old");
        Files.writeString(Files.createDirectories(path.resolve("reconstruct")).resolve("a.csv"), "old");
        create(path, true);
        assertThat(path.toFile().list()).containsExactlyInAnyOrder("config.yaml", "manifest.json", "checkpoints");
        assertThat(path.resolve("checkpoints")).isEmptyDirectory();
    }

    @Test
    void anythingElseIsNeverReplaced() throws IOException {
        Path thesis = Files.writeString(Files.createDirectories(path).resolve("thesis.tex"), "years");
        refused(() -> create(path, true), path + ": exists and is no run folder");
        refused(() -> create(path, false), path + ": exists and is no run folder");
        assertThat(thesis).hasContent("years");
        refused(() -> create(thesis, true), thesis + ": exists and is no run folder");
        assertThat(thesis).hasContent("years");
    }

    @Test
    void replacingARunDoesNotFollowLinksOutOfIt() throws IOException {
        Path thesis = Files.writeString(
                Files.createDirectories(models.resolve("mine")).resolve("thesis.tex"), "years");
        create(path, false);
        Files.createSymbolicLink(path.resolve("link"), thesis.getParent());
        create(path, true);
        assertThat(thesis).hasContent("years");
    }

    @Test
    void aRunThatIsBeingTrainedIsNotReplaced() throws IOException {
        RunFolder run = create(path, false);
        Files.writeString(run.metrics(), "precious");
        try (RunLock lock = run.lock()) {
            assertThat(lock.file()).exists();
            refused(
                    () -> RunFolder.checkFree(path, true),
                    path + ": another process is training this run: process "
                            + ProcessHandle.current().pid());
            refused(
                    () -> create(path, true),
                    path + ": another process is training this run: process "
                            + ProcessHandle.current().pid());
        }
        assertThat(run.metrics()).hasContent("precious");
        create(path, true);
        assertThat(run.metrics()).doesNotExist();
    }

    @Test
    void aRunIsHeldOnce() throws IOException {
        RunFolder run = create(path, false);
        try (RunLock lock = run.lock()) {
            assertThat(lock.file()).exists();
            refused(
                    run::lock,
                    path + ": another process is training this run: process "
                            + ProcessHandle.current().pid());
            refused(
                    () -> RunFolder.at(path).lock(),
                    path + ": another process is training this run: process "
                            + ProcessHandle.current().pid());
        }
        assertThat(path.toFile().list()).containsExactlyInAnyOrder("config.yaml", "manifest.json", "checkpoints");
        try (RunLock lock = run.lock()) {
            assertThat(lock.file()).exists();
        }
    }

    @Test
    void aLinkInPlaceOfTheLockIsNotWrittenThrough() throws IOException {
        RunFolder run = create(path, false);
        Path precious = Files.writeString(models.resolve("precious"), "years");
        for (String target : List.of("precious", "missing")) {
            Path link = Files.createSymbolicLink(path.resolve(".lock"), models.resolve(target));

            refused(run::lock, path.toRealPath().resolve(".lock") + ": is no regular file");
            Files.delete(link);
        }
        assertThat(precious).hasContent("years");
        assertThat(models.resolve("missing")).doesNotExist();
        Files.createDirectory(path.resolve(".lock"));
        refused(run::lock, path.toRealPath().resolve(".lock") + ": is no regular file");
    }

    @Test
    void checkpointsAreListedInOrder() throws IOException {
        RunFolder run = create(path, false);
        for (int epoch : new int[] {12345, 2, 10, 9999, 1}) {
            Files.createFile(run.checkpoint(epoch));
        }
        for (String other : List.of("best.zip", "epoch-0007.zip.part", "epoch-7.zip", ".epoch-0008.zip.1.2.part")) {
            Files.createFile(path.resolve("checkpoints").resolve(other));
        }
        assertThat(run.moments()).extracting(RunFolder.Moment::epoch).containsExactly(1, 2, 10, 9999, 12345);
        assertThat(run.checkpoint(7)).isEqualTo(path.resolve("checkpoints/epoch-0007.zip"));
        assertThat(run.best()).isEqualTo(path.resolve("checkpoints/best.zip"));
        assertThat(run.model()).isEqualTo(path.resolve("model.zip"));
        assertThat(run.metrics()).isEqualTo(path.resolve("metrics.csv"));
        assertThat(run.picture("some")).isEqualTo(path.resolve("some.png"));
    }

    @Test
    void runsAreFoundByName() throws IOException {
        create(models.resolve("b"), false);
        create(models.resolve("a"), false);
        Files.createDirectories(models.resolve("no run"));
        Files.createFile(models.resolve("a file"));
        assertThat(RunFolder.in(models)).extracting(RunFolder::name).containsExactly("a", "b");
        assertThat(RunFolder.in(models.resolve("missing"))).isEmpty();
        refused(() -> RunFolder.at(models.resolve("no run")), models.resolve("no run") + ": no run folder");
    }

    @Test
    void aRunIsMeantByItsNameItsFolderOrACheckpoint() throws IOException {
        RunFolder run = create(models.resolve("some run"), false);
        CheckpointFile.write(run.best(), Checkpoints.checkpoint());
        Path single = models.resolve("copied.zip");
        Files.copy(run.best(), single);

        for (String word : List.of("some run", run.path().toString())) {
            RunReference reference = RunReference.resolve(word, models);
            assertThat(reference.name()).isEqualTo("some run");
            assertThat(reference.checkpoint()).isEqualTo(run.best());
            assertThat(reference.folder()).isNotNull();
        }
        assertThat(RunReference.resolve(single.toString(), models))
                .isEqualTo(new RunReference(single.toString(), single, null, DataCache.ofRuns(models)));
    }

    @Test
    void aRunThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
        refused(() -> RunReference.resolve("absent", models), "there is no run absent");
        refused(() -> RunReference.resolve("absent", models), "which holds none");
        create(models.resolve("b"), false);
        create(models.resolve("a"), false);
        refused(() -> RunReference.resolve("absent", models), "(there: a, b)");
        refused(() -> RunReference.resolve("a", models), models.resolve("a") + ": this run has no model");
    }

    @Test
    void ofManyRunsOnlyTheNearestNamesAreSaid() throws IOException {
        create(models.resolve("vae"), false);
        refused(() -> RunReference.folder("vea", models), "(there: vae); did you mean vae?");
        for (int i = 0; i < 40; i++) {
            Files.createDirectory(models.resolve("run-" + i));
            Files.writeString(models.resolve("run-" + i).resolve("manifest.json"), "");
        }
        refused(() -> RunReference.folder("vea", models), "(there are 41, the nearest of them: vae, ");
        refused(() -> RunReference.folder("v".repeat(100_000), models), "(there are 41, the nearest of them: ");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> RunReference.folder("something else", models))
                .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void aConfigIsNoRun() throws IOException {
        Path config = Files.writeString(models.resolve("vae.yaml"), "name: vae\n");
        refused(
                () -> RunReference.resolve(config.toString(), models),
                config + ": is a config and no trained model; train it first: aectl train --config " + config);
        create(path, false);
        Path own = path.resolve("manifest.json");
        refused(
                () -> RunReference.resolve(own.toString(), models),
                own + ": is a file of a run, which is meant by its folder: " + path);
    }

    @Test
    void aManifestIsReadBackAsItWasWritten() throws IOException {
        Path file = models.resolve("manifest.json");
        for (Manifest.Outcome outcome : Manifest.Outcome.values()) {
            Manifest manifest = Checkpoints.manifest()
                    .at(
                            "2026-01-02T03:05:00Z",
                            55.25,
                            outcome,
                            new TrainingProgress(0, 7, 700, 7, 5, 1.0 / 3, 2, true));
            manifest.write(file);
            assertThat(Manifest.read(file)).isEqualTo(manifest);
            assertThat(file)
                    .content()
                    .contains("\"outcome\" : \"" + outcome.word() + "\"")
                    .endsWith("}\n");
        }
        assertThat(Stream.of(Manifest.Outcome.values()).map(Manifest.Outcome::word))
                .containsExactly("running", "done", "stopped-early", "interrupted", "diverged", "failed", "killed");
    }

    @Test
    void aManifestAtALaterTimeSaysWhatBecameOfTheRun() {
        Manifest begun = Checkpoints.manifest();
        Manifest ended = begun.at(
                "2026-01-02T03:05:00Z",
                55.25,
                Manifest.Outcome.DONE,
                new TrainingProgress(0, 7, 700, 7, 5, 1.5, 2, false));
        assertThat(ended.ended()).isEqualTo("2026-01-02T03:05:00Z");
        assertThat(ended.seconds()).isEqualTo(55.25);
        assertThat(ended.epochs()).isEqualTo(7);
        assertThat(ended.bestEpoch()).isEqualTo(5);
        assertThat(ended.bestValue()).isEqualTo(1.5);
        assertThat(ended.started()).isEqualTo(begun.started());
        assertThat(begun.at("later", 1, Manifest.Outcome.RUNNING, TrainingProgress.start()))
                .extracting(Manifest::ended, Manifest::bestValue)
                .containsExactly(null, null);
    }

    @Test
    void aDamagedManifestIsRefusedWithOneLine() throws IOException {
        Path file = models.resolve("manifest.json");
        for (String text : List.of("", "{", "{}", "[]", "{\"unknown\": 1}", "{\"outcome\": \"sleeping\"}", "null")) {
            Files.writeString(file, text);
            refused(() -> Manifest.read(file), file + ": damaged, or no manifest of aectl");
        }
    }

    @Test
    void metricsCanBeReadBackToTheLastBit() throws IOException {
        Path file = models.resolve("metrics.csv");
        MetricsFile metrics = MetricsFile.create(file, false, List.of("training.loss", "validation.loss"));
        assertThat(file).hasContent("epoch,learningRate,training.loss,validation.loss\n");
        metrics.append(1, "training", 1.0 / 3, Map.of("training.loss", Math.PI, "validation.loss", 1e-300));
        metrics.append(2, "training", 0.1, Map.of("training.loss", 1e10, "validation.loss", Double.MIN_VALUE));
        String text = metrics.text();
        assertThat(text).isEqualTo(Files.readString(file)).endsWith("\n");
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(Stream.of(lines.get(1).split(",")).map(Double::valueOf))
                .containsExactly(1.0, 1.0 / 3, Math.PI, 1e-300);
        assertThat(Stream.of(lines.get(2).split(",")).map(Double::valueOf))
                .containsExactly(2.0, 0.1, 1e10, Double.MIN_VALUE);
    }

    @Test
    void metricsGoOnFromTheTextOfAnEarlierSession() throws IOException {
        Path file = Files.writeString(models.resolve("metrics.csv"), "epoch,learningRate,a\n1,1,2\n2,1,3\n3,1,4\n");
        MetricsFile metrics = MetricsFile.resume(file, "epoch,learningRate,a\n1,1,2\n");
        metrics.append(2, "training", 0.5, Map.of("a", 7.0));
        assertThat(file).hasContent("epoch,learningRate,a\n1,1,2\n2,0.5,7.0\n");
    }

    @Test
    void metricsOfStagesNameTheStageAndLeaveOutWhatItDoesNotHave() throws IOException {
        Path file = models.resolve("metrics.csv");
        MetricsFile metrics = MetricsFile.create(file, true, List.of("training.loss", "training.sparsity"));
        metrics.append(1, "pretraining 1/2", 0.5, Map.of("training.loss", 2.0));
        metrics.append(2, "training", 0.5, Map.of("training.loss", 2.0, "training.sparsity", 1.0));
        assertThat(file).hasContent("""
                        epoch,stage,learningRate,training.loss,training.sparsity
                        1,pretraining 1/2,0.5,2.0,
                        2,training,0.5,2.0,1.0
                        """);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void refused(Action action, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(action::run)
                .withMessageContaining(message)
                .satisfies(problem -> assertThat(problem.lines()).hasSize(1));
    }
}
