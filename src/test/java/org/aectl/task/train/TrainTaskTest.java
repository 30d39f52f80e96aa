package org.aectl.task.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.Cli;
import org.aectl.cli.Result;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.model.objective.Losses;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.train.EpochReport;
import org.aectl.train.Stage;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingInterruptedException;
import org.aectl.train.TrainingListener;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainTaskTest {
    private static final List<String> REPEATABLE =
            List.of("metrics.csv", "model.zip", "checkpoints/best.zip", "checkpoints/epoch-0003.zip");

    @TempDir
    private Path models;

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
        Path first = models.resolve("first");
        Path second = models.resolve("second");
        Path other = models.resolve("other");
        Experiments.train(Experiments.digits("digits", 7), first);
        Experiments.train(Experiments.digits("digits", 7), second);
        Experiments.train(Experiments.digits("digits", 8), other);
        for (String file : REPEATABLE) {
            byte[] bytes = Files.readAllBytes(first.resolve("digits").resolve(file));
            assertThat(second.resolve("digits").resolve(file)).as(file).hasBinaryContent(bytes);
            assertThat(Files.readAllBytes(other.resolve("digits").resolve(file)))
                    .as(file)
                    .isNotEqualTo(bytes);
        }
    }

    /** The network of configs/ae.yaml; nadam is Adam that looks ahead, and no other optimizer. */
    @Test
    void nadamEndsWhereAdamDoes() throws IOException {
        double[] best = new double[2];
        String[] optimizers = {"adam", "nadam"};
        for (int i = 0; i < optimizers.length; i++) {
            ExperimentConfig config = ConfigLoader.parse("""
                    name: %s
                    data: { type: builtin, name: mnist-mini }
                    model: { type: ae, latent: 32, encoder: { layers: [256, 128] }, reconstruction: bernoulli }
                    training: { epochs: 6, batchSize: 64, optimizer: { type: %s } }
                    """.formatted(optimizers[i], optimizers[i]), "test.yaml");
            best[i] = Objects.requireNonNull(Experiments.train(config, models).bestValue());
        }
        assertThat(best[1]).isCloseTo(best[0], Percentage.withPercentage(5));
    }

    @Test
    void aRunFolderHoldsEverythingAboutTheRun() throws IOException {
        ExperimentConfig config = Experiments.digits("digits", 7);
        Manifest manifest = Experiments.train(config, models);
        RunFolder run = RunFolder.at(models.resolve("digits"));
        assertThat(models.toFile().list()).containsExactly("digits");
        assertThat(Experiments.files(run.path()))
                .containsExactly(
                        "checkpoints/best.zip",
                        "checkpoints/epoch-0001.zip",
                        "checkpoints/epoch-0002.zip",
                        "checkpoints/epoch-0003.zip",
                        "config.yaml",
                        "filters.png",
                        "manifest.json",
                        "metrics.csv",
                        "model.zip",
                        "reconstruction.png");

        assertThat(run.config()).isEqualTo(config);
        // As text: a number below 2^31 is read as an int that was written as a long.
        assertThat(run.manifest()).hasToString(manifest.toString());
        assertThat(manifest.outcome()).isEqualTo(Manifest.Outcome.DONE);
        assertThat(manifest.epochs()).isEqualTo(3);
        assertThat(manifest.seed()).isEqualTo(7);
        assertThat(manifest.commandLine()).containsExactly("train", "--config", "test.yaml");
        assertThat(manifest.network()).isEqualTo("784-16-4-16-784");
        assertThat(manifest.parameters()).isEqualTo(785 * 16 + 17 * 4 + 5 * 16 + 17 * 784);
        assertThat(manifest.shape()).isEqualTo("28x28x1");
        assertThat(manifest.ended()).isNotNull();
        assertThat(manifest.seconds()).isPositive();
        assertThat(manifest.data())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.sha256()).matches("[0-9a-f]{64}"));
        Map<String, Integer> rows = manifest.rows();
        assertThat(rows.keySet()).containsExactly("training", "validation", "test");
        assertThat(rows.getOrDefault("training", 0) + rows.getOrDefault("validation", 0))
                .isEqualTo(200);
        assertThat(rows).containsEntry("test", 200);

        List<String> lines = Files.readAllLines(run.metrics());
        assertThat(lines.get(0))
                .isEqualTo("epoch,learningRate,training.loss,training.reconstruction,validation.loss,"
                        + "validation.reconstruction");
        assertThat(lines).hasSize(4);
        double first = number(lines.get(1), 2);
        double last = number(lines.get(3), 2);
        assertThat(last).isLessThan(first);

        Checkpoint checkpoint = CheckpointFile.read(run.checkpoint(3));
        assertThat(checkpoint.config()).isEqualTo(config);
        assertThat(checkpoint.classes()).hasSize(10);
        assertThat(checkpoint.metrics()).isEqualTo(Files.readString(run.metrics()));
        assertThat(checkpoint.parameters()).hasSize((int) manifest.parameters());
        assertThat(checkpoint.optimizerState()).hasSize(2 * (int) manifest.parameters());
        assertThat(checkpoint.progress().epoch()).isEqualTo(3);
        assertThat(CheckpointFile.read(run.best()).progress().atBest()).isTrue();
        assertThat(manifest.bestValue())
                .isEqualTo(number(lines.get(manifest.bestEpoch()), 4))
                .isEqualTo(checkpoint.progress().bestValue());
    }

    private static double number(String line, int column) {
        return Double.parseDouble(
                Pattern.compile(",").splitAsStream(line).toList().get(column));
    }

    @Test
    void checkpointsAreWrittenEverySoManyEpochsAndTheOldestDeleted() throws IOException {
        ExperimentConfig config = Experiments.digits(
                "digits", 7, "latent: 2", "epochs: 9, batchSize: 200, checkpoints: { every: 2, keep: 3 }");
        Experiments.train(config, models);
        RunFolder run = RunFolder.at(models.resolve("digits"));
        assertThat(run.moments()).extracting(RunFolder.Moment::epoch).containsExactly(6, 8, 9);
    }

    @Test
    void earlyStoppingIsInTheManifest() throws IOException {
        ExperimentConfig config = Experiments.digits(
                "digits",
                7,
                "latent: 2",
                "epochs: 9, batchSize: 200, earlyStopping: { patience: 2, minimumImprovement: 1000 }");
        Manifest manifest = Experiments.train(config, models);
        assertThat(manifest.outcome()).isEqualTo(Manifest.Outcome.STOPPED_EARLY);
        assertThat(manifest.epochs()).isEqualTo(3);
        assertThat(models.resolve("digits/model.zip")).exists();
    }

    @Test
    void anInterruptedRunKeepsItsLastCheckpoint() throws IOException {
        ExperimentConfig config =
                Experiments.digits("digits", 7, "latent: 2", "epochs: 9, checkpoints: { every: 5, keep: 1 }");
        StopRequest stop = new StopRequest();
        TrainingListener impatient = new TrainingListener() {
            @Override
            public void onEpochStart(Stage<?> stage, int epoch, int done) {
                if (epoch == 2) {
                    stop.request();
                }
            }
        };
        try (TrainTask task = new TrainTask(TrainRequest.anew(config, models, false, List.of()))) {
            assertThatExceptionOfType(TrainingInterruptedException.class)
                    .isThrownBy(() -> task.run(List.of(impatient), stop));
        }
        RunFolder run = RunFolder.at(models.resolve("digits"));
        assertThat(run.manifest().outcome()).isEqualTo(Manifest.Outcome.INTERRUPTED);
        RunFolder.Moment moment = new RunFolder.Moment(1, 1);
        assertThat(run.moments()).containsExactly(moment);
        assertThat(CheckpointFile.read(run.checkpoint(moment)).progress().batches())
                .isEqualTo(1);
        assertThat(Files.readAllLines(run.metrics())).hasSize(2);
        assertThat(run.path().resolve(".lock")).doesNotExist();
    }

    @Test
    void aDivergingTrainingSaysSoInItsManifest() throws IOException {
        ExperimentConfig config = Experiments.digits(
                "digits",
                7,
                "latent: 2, reconstruction: gaussian",
                "epochs: 5, batchSize: 32, optimizer: { type: sgd, learningRate: 1e6 }");
        try (TrainTask task = new TrainTask(TrainRequest.anew(config, models, false, List.of()))) {
            assertThatExceptionOfType(TrainingDivergedException.class)
                    .isThrownBy(() -> task.run(List.of(), new StopRequest()))
                    .withMessageContaining("epoch 1, batch");
        }
        assertThat(RunFolder.at(models.resolve("digits")).manifest().outcome()).isEqualTo(Manifest.Outcome.DIVERGED);
        assertThat(models.resolve("digits/.lock")).doesNotExist();
        assertThat(models.resolve("digits/model.zip")).doesNotExist();
    }

    @Test
    void aDivergingTrainingEndsTheProgramWithCodeThree() throws IOException {
        Path config = Files.writeString(models.resolve("steep.yaml"), """
                data: { type: builtin, name: mnist-mini, limit: 100 }
                model: { type: ae, latent: 2 }
                training: { optimizer: { type: sgd, learningRate: 1e6 }, batchSize: 10 }
                """);
        Result result = Cli.run("train", "--config", config.toString(), "--output", models.toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.errorOutput()).contains("aectl: error: the loss became");
        assertThat(result.output()).isEmpty();
        assertThat(RunFolder.at(models.resolve("steep")).manifest().outcome()).isEqualTo(Manifest.Outcome.DIVERGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: csv, path: absent.csv",
                "type: csv, path: words.csv",
                "type: csv, path: negative.csv, scale: none",
                "type: csv, path: short.csv",
                "type: idx, images: words.csv"
            })
    void badDataLeaveNothingBehind(String data) throws IOException {
        Files.writeString(models.resolve("words.csv"), "a,b,c\n1,2,three\n");
        Files.writeString(models.resolve("negative.csv"), "1,2,3\n".repeat(50) + "-1,2,3\n".repeat(50));
        Files.writeString(models.resolve("short.csv"), "1,2,3\n");
        Path config = Files.writeString(models.resolve("bad.yaml"), """
                name: bad
                data: { %s }
                model: { type: ae, latent: 2, reconstruction: bernoulli }
                """.formatted(data));
        Path output = models.resolve("output");
        TrainRequest request = TrainRequest.anew(ConfigLoader.load(config, List.of()), output, false, List.of());
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new TrainTask(request).close())
                .satisfies(problem -> assertThat(problem.lines()).hasSize(1));
        assertThat(output).doesNotExist();
        Result result = Cli.run("train", "--config", config.toString(), "--output", output.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @Test
    void aNetworkThatNeedsTooMuchMemoryLeavesNothingBehind() {
        ExperimentConfig config = Experiments.digits("digits", 7, "latent: 2000000000", "epochs: 1");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Experiments.train(config, models))
                .withMessageContaining("lower model.latent");
        assertThat(models).isEmptyDirectory();
    }

    @Test
    void anOlderRunIsReplacedOnlyWhenForced() throws IOException {
        ExperimentConfig config = Experiments.digits("digits", 7, "latent: 2", "epochs: 1");
        Experiments.train(config, models);
        byte[] before = Files.readAllBytes(models.resolve("digits/manifest.json"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Experiments.train(config, models))
                .withMessageContaining("this run exists already");
        assertThat(models.resolve("digits/manifest.json")).hasBinaryContent(before);
        try (TrainTask task = new TrainTask(TrainRequest.anew(config, models, true, List.of("forced")))) {
            assertThat(task.run(List.of(), new StopRequest()).outcome()).isEqualTo(Manifest.Outcome.DONE);
        }
        assertThat(RunFolder.at(models.resolve("digits")).manifest().commandLine())
                .containsExactly("forced");
    }

    @Test
    void aCodeThatIsNotSmallerThanTheInputIsWarnedAboutUnlessItIsConstrained() throws IOException {
        assertThat(warnings("latent: 784", "epochs: 1"))
                .singleElement()
                .asString()
                .contains("the code (784 units) is not smaller than the input (784 values)");
        assertThat(warnings("latent: 783", "epochs: 1")).isEmpty();
        assertThat(warnings("latent: 784", "epochs: 1, l2: 0.1")).isEmpty();
    }

    private List<String> warnings(String model, String training) throws IOException {
        ExperimentConfig config = Experiments.digits("digits", 7, model, training);
        try (TrainTask task = new TrainTask(TrainRequest.anew(config, models, false, List.of()))) {
            return task.warnings();
        }
    }

    @Test
    void watchersSeeEveryEpochBeforeItsFilesAreWritten() throws IOException {
        ExperimentConfig config = Experiments.digits("digits", 7, "latent: 2", "epochs: 2, batchSize: 64");
        Path metrics = models.resolve("digits/metrics.csv");
        int[] examples = new int[1];
        TrainingListener watcher = new TrainingListener() {
            @Override
            public void onBatch(int count, Losses meanLosses) {
                examples[0] += count;
            }

            @Override
            public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
                assertThat(metrics.toFile()).exists();
                assertThat(lines(metrics)).hasSize(report.epoch());
            }
        };
        try (TrainTask task = new TrainTask(TrainRequest.anew(config, models, false, List.of()))) {
            int rows = task.rows().getOrDefault("training", 0);
            task.run(List.of(watcher), new StopRequest());
            assertThat(examples[0]).isEqualTo(2 * rows);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }
}
