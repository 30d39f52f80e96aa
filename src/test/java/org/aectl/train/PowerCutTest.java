package org.aectl.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.Origins;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DurableFolder;
import org.aectl.data.prepare.Scaling;
import org.aectl.model.objective.Losses;
import org.aectl.output.CodeFormat;
import org.aectl.output.CodeWriter;
import org.aectl.output.NpyExampleWriter;
import org.aectl.output.PngExampleWriter;
import org.aectl.run.Manifest;
import org.aectl.run.RecordedDisk;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.MetricsFile;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.run.file.AtomicFile;
import org.aectl.run.file.RunLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is left when the power is cut after any step of what a command does, whatever of the unforced steps was lost. */
class PowerCutTest {
    private static final ExperimentConfig CONFIG =
            ConfigLoader.parse("{name: a, data: {type: csv, path: a.csv}, model: {type: ae, latent: 2}}", "a.yaml");

    @TempDir
    private Path folder;

    private RecordedDisk disk;

    private int cuts;

    @BeforeEach
    void beginDisk() throws IOException {
        disk = new RecordedDisk(Files.createDirectory(folder.resolve("disk")).toRealPath());
    }

    private interface Check {
        void of(Path left) throws IOException;
    }

    /** Checks what is left by cuts after each step from some number on, in every way. */
    private void afterEachStep(int first, Check check) throws IOException {
        for (int after = first; after <= disk.steps(); after++) {
            for (RecordedDisk.Cut cut : RecordedDisk.Cut.values()) {
                Path left = folder.resolve("cut-" + cuts++);
                disk.cut(after, cut, left);
                try {
                    check.of(left);
                } catch (IOException | RuntimeException | AssertionError problem) {
                    throw new AssertionError("after step " + after + " of " + disk.steps() + ", " + cut, problem);
                }
            }
        }
    }

    private void atTheEnd(Check check) throws IOException {
        afterEachStep(disk.steps(), check);
    }

    private static Manifest manifest(String network) {
        return Manifest.begun(
                List.of("train"),
                JsonNodeFactory.instance.objectNode(),
                1,
                List.of(),
                Map.of(),
                "2",
                network,
                12,
                "2026-01-02T03:04:05Z",
                "training.loss",
                List.of());
    }

    private static void isWhole(RunFolder run, String network) throws IOException {
        assertThat(run.config()).isEqualTo(CONFIG);
        assertThat(run.manifest().network()).isEqualTo(network);
        assertThat(run.path().resolve("checkpoints")).isDirectory();
    }

    @Test
    void aNewRunIsWholeOrNotThere() throws IOException {
        Path place = disk.root().resolve("models").resolve("run");
        RunFolder.create(place, false, CONFIG, manifest("new")).close();

        afterEachStep(0, left -> {
            for (RunFolder run : RunFolder.in(left.resolve("models"))) {
                isWhole(run, "new");
            }
        });
        atTheEnd(left -> isWhole(RunFolder.at(left.resolve("models/run")), "new"));
    }

    @Test
    void aRunIsMadeWholeInAFolderThatWasThere() throws IOException {
        Path place = DurableFolder.create(disk.root().resolve("run"));
        RunFolder.create(place, false, CONFIG, manifest("new")).close();

        afterEachStep(0, left -> {
            if (RunFolder.isRun(left.resolve("run"))) {
                isWhole(RunFolder.at(left.resolve("run")), "new");
            }
        });
        atTheEnd(left -> isWhole(RunFolder.at(left.resolve("run")), "new"));
    }

    @Test
    void ofARunAndTheOneThatReplacesItOneIsThere() throws IOException {
        Path place = disk.root().resolve("run");
        RunFolder.create(place, false, CONFIG, manifest("old")).close();
        int begin = disk.steps();
        RunFolder.create(place, true, CONFIG, manifest("new")).close();

        afterEachStep(begin, left -> {
            RunFolder run = RunReference.folder("run", left);
            isWhole(run, run.manifest().network().equals("old") ? "old" : "new");
        });
        atTheEnd(left -> isWhole(RunFolder.at(left.resolve("run")), "new"));
    }

    private static Checkpoint checkpoint(TrainingProgress progress, String metrics) {
        return new Checkpoint(
                CONFIG,
                ExampleShape.features(2),
                List.of(),
                List.of(),
                Columns.NONE,
                Scaling.none(2),
                new ValueRange(0, 1),
                progress,
                metrics,
                new float[] {progress.epoch(), 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                new float[0]);
    }

    private static int newestEpoch(Path run) throws IOException {
        int newest = 0;
        for (RunFolder.Moment moment : RunFolder.at(run).moments()) {
            newest = CheckpointFile.read(RunFolder.at(run).checkpoint(moment))
                    .progress()
                    .epoch();
        }
        return newest;
    }

    @Test
    void whatAnEpochHasReportedStays() throws IOException {
        Path place = disk.root().resolve("run");
        List<Integer> ends = new ArrayList<>();
        try (RunLock lock = RunFolder.create(place, false, CONFIG, manifest("new"))) {
            assertThat(lock).isNotNull();
            RunFolder run = RunFolder.at(place);
            MetricsFile metrics = MetricsFile.create(run.metrics(), false, List.of("training.loss"));
            RunRecorder recorder = new RunRecorder(
                    run,
                    new TrainingConfig.Checkpoints(1, 10, 1),
                    metrics,
                    TrainingProgress.start(),
                    PowerCutTest::checkpoint,
                    progress -> run.writeManifest(manifest("epoch " + progress.epoch())));
            for (int epoch = 1; epoch <= 3; epoch++) {
                TrainingProgress progress = new TrainingProgress(0, epoch, epoch, epoch, epoch, 1.0 / epoch, 0, false);
                recorder.onEpoch(report(epoch), progress, epoch == 3);
                ends.add(disk.steps());
            }
        }
        for (int epoch = 1; epoch <= 3; epoch++) {
            int reported = epoch;
            int end = ends.get(epoch - 1);
            afterEachStep(end, left -> {
                Path run = left.resolve("run");
                assertThat(newestEpoch(run)).isGreaterThanOrEqualTo(reported);
                assertThat(CheckpointFile.read(RunFolder.at(run).best())
                                .progress()
                                .epoch())
                        .isGreaterThanOrEqualTo(reported);
                assertThat(RunFolder.at(run).manifest().network()).matches("epoch [" + reported + "-3]");
                String text = Files.readString(run.resolve("metrics.csv"));
                assertThat(text.lines().limit(reported + 1)).noneMatch(line -> line.contains("\u0000"));
                assertThat(text.substring(0, text.lastIndexOf('\n')).lines()).hasSizeGreaterThan(reported);
            });
        }
    }

    private static EpochReport report(int epoch) {
        return new EpochReport("training", epoch, epoch, 0.1, new Losses(1.0 / epoch, Map.of()), null);
    }

    @Test
    void filesThatWereReportedAreThere() throws IOException {
        Path output = DurableFolder.create(disk.root().resolve("a").resolve("b"));
        AtomicFile.write(output.resolve("table.csv"), "a,b\n1,2\n");
        try (NpyExampleWriter array = new NpyExampleWriter(output.resolve("codes.npy"), 1, ExampleShape.features(2))) {
            array.write(0, new float[] {1, 2});
            array.commit();
        }
        try (PngExampleWriter pictures = new PngExampleWriter(
                output.resolve("pictures"), new ExampleShape(1, 2, 2), new ValueRange(0, 1), Origins.SAME)) {
            pictures.write(0, new float[4]);
            pictures.write(1, new float[4]);
            pictures.commit();
        }
        int begin = disk.steps();
        AtomicFile.write(output.resolve("table.csv"), "a,b\n3,4\n");

        afterEachStep(begin, left -> {
            assertThat(Files.readString(left.resolve("a/b/table.csv"))).isIn("a,b\n1,2\n", "a,b\n3,4\n");
            assertThat(left.resolve("a/b/codes.npy")).hasSize(128 + 8);
            try (Stream<Path> pictures = Files.list(left.resolve("a/b/pictures"))) {
                assertThat(pictures).hasSize(2).allMatch(file -> file.toFile().length() > 50);
            }
        });
        atTheEnd(left -> assertThat(left.resolve("a/b/table.csv")).hasContent("a,b\n3,4\n"));
    }

    /** One example, of a class that names the call which wrote it. */
    private record Labelled(String name) implements Examples {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public ExampleShape shape() {
            return ExampleShape.features(1);
        }

        @Override
        public void read(int row, float[] target, int offset) {
            target[offset] = 0;
        }

        @Override
        public List<String> classes() {
            return List.of(name);
        }

        @Override
        public int label(int row) {
            return 0;
        }

        @Override
        public @Nullable ValueRange storedRange() {
            return null;
        }

        @Override
        public boolean inMemory() {
            return true;
        }
    }

    private static void embed(Path output, String call) throws IOException {
        try (CodeWriter writer = CodeFormat.NPY.writer(output, new Labelled(call), 1, true)) {
            float number = call.equals("old") ? 1 : 2;
            writer.write(new int[] {0}, new float[] {number}, new float[] {number});
            writer.commit();
        }
    }

    @Test
    void labelsAreThoseOfTheCodesBesideThemOrNotThere() throws IOException {
        Path output = DurableFolder.create(disk.root().resolve("embed"));
        embed(output, "old");
        int begin = disk.steps();
        embed(output, "new");

        afterEachStep(begin, left -> {
            byte[] codes = Files.readAllBytes(left.resolve("embed/codes.npy"));
            float written =
                    ByteBuffer.wrap(codes).order(ByteOrder.LITTLE_ENDIAN).getFloat(codes.length - Float.BYTES);
            Path labels = left.resolve("embed/labels.csv");
            if (Files.exists(labels)) {
                assertThat(labels).content().contains(written == 1 ? "old" : "new");
            }
            Path logVariances = left.resolve("embed/log-variances.npy");
            if (Files.exists(logVariances)) {
                assertThat(logVariances).hasBinaryContent(codes);
            }
        });
        atTheEnd(left -> assertThat(left.resolve("embed/labels.csv")).content().contains("new"));
    }
}
