package org.aectl.task.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.eval.Metric;
import org.aectl.model.objective.Losses;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.task.InferenceRequest;
import org.aectl.task.LocalInference;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingInterruptedException;
import org.aectl.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layer-wise pretraining: what it is worth, and that it can be stopped anywhere. */
class StackedTrainingTest {
    /** Of an epoch. */
    private static final int BATCHES = 4;

    /** Three stages with noise and sparsity of their own, two of them on what other layers give. */
    private static final String STAGES = """
            name: %s
            data: { type: builtin, name: mnist-mini, limit: 150, validation: 0.2, binarize: dynamic }
            model:
              type: sae
              latent: 4
              encoder: { layers: [12, 8], activation: sigmoid }
              codeActivation: sigmoid
              reconstruction: bernoulli
              noise: { type: masking, probability: 0.1 }
              pretraining:
                epochs: [2, 1, 2]
                learningRate: [0.01, 0.02, 0.01]
                noise: [{ type: salt-and-pepper, probability: 0.2 }, null, { type: salt-and-pepper, probability: 0.1 }]
                sparsity: [null, { type: kl, rho: 0.2, beta: 0.5 }, { type: l1, beta: 0.01 }]
            training: { epochs: 2, batchSize: 30, checkpoints: { keep: 20 } }
            """;

    @TempDir
    private Path models;

    private double testLoss(String name, String pretraining, int epochs) throws IOException {
        ExperimentConfig config = ConfigLoader.parse("""
                name: %s
                data: { type: builtin, name: mnist-mini, limit: 1000 }
                model:
                  type: sae
                  latent: 15
                  encoder: { layers: [200, 100, 60, 30], activation: sigmoid }
                  codeActivation: sigmoid
                  reconstruction: bernoulli
                  initialWeights: small
                  pretraining: %s
                training: { epochs: %d, batchSize: 25, optimizer: { type: adam, learningRate: 0.002 } }
                """.formatted(name, pretraining, epochs), "test.yaml");
        Experiments.train(config, models);
        RunReference run = RunReference.resolve(name, models);
        return EvaluateTask.run(
                        LocalInference::open,
                        new InferenceRequest(run, null, null, null, 500),
                        0,
                        EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                        warning -> {})
                .metric(Metric.LOSS);
    }

    @Test
    void fiveDeepSigmoidLayersLearnMoreInTheSameNumberOfEpochs() throws IOException {
        double with = testLoss("with", "{ epochs: 3, learningRate: 0.005 }", 15);
        double without = testLoss("without", "{ epochs: 0 }", 30);

        assertThat(with)
                .as("test loss with pretraining %.2f, without %.2f", with, without)
                .isLessThan(without - 10);
    }

    private ExperimentConfig staged(String name) {
        return ConfigLoader.parse(STAGES.formatted(name), "test.yaml");
    }

    @Test
    void metricsAndCheckpointsKnowTheStage() throws IOException {
        Experiments.train(staged("run"), models);

        RunFolder run = RunFolder.at(models.resolve("run"));
        List<String> rows = Files.readAllLines(run.metrics());
        assertThat(rows.get(0)).startsWith("epoch,stage,learningRate,").contains("training.sparsity");
        assertThat(rows.subList(1, rows.size()))
                .extracting(row -> row.split(",", -1)[1])
                .containsExactly(
                        "pretraining 1/3",
                        "pretraining 1/3",
                        "pretraining 2/3",
                        "pretraining 3/3",
                        "pretraining 3/3",
                        "training",
                        "training");
        List<Integer> stages = new ArrayList<>();
        for (RunFolder.Moment moment : run.moments()) {
            stages.add(CheckpointFile.read(run.checkpoint(moment)).progress().stage());
        }
        assertThat(stages).containsExactly(0, 0, 1, 2, 2, 3, 3);
        assertThat(CheckpointFile.read(run.best()).progress().stage()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "3, 2", "4, 3", "4, 4", "6, 1", "6, 4"})
    void aTrainingGoesOnInAnyStageAsIfItHadNotStopped(int epoch, int batch) throws IOException {
        Experiments.train(staged("whole"), models);
        ExperimentConfig config = staged("part");
        StopRequest stop = new StopRequest();
        TrainingListener stopper = new TrainingListener() {
            private int batches;

            @Override
            public void onBatch(int examples, Losses meanLosses) {
                batches++;
                if (batches == (epoch - 1) * BATCHES + batch) {
                    stop.request();
                }
            }
        };
        TrainRequest request = TrainRequest.anew(config, models, false, List.of("train"));
        try (TrainTask task = new TrainTask(request)) {
            assertThatExceptionOfType(TrainingInterruptedException.class)
                    .isThrownBy(() -> task.run(List.of(stopper), stop))
                    .withMessage(
                            batch == BATCHES
                                    ? "interrupted after epoch " + epoch + " of 7"
                                    : "interrupted in epoch " + epoch + ", after batch " + batch + " of " + BATCHES);
        }
        ResumePoint point = ResumePoint.find("part", models);
        try (TrainTask task = new TrainTask(new TrainRequest(
                config, models.resolve("part"), TrainRequest.Mode.CONTINUE, point.checkpoint(), List.of("train")))) {
            task.run(List.of(), new StopRequest());
        }

        for (String file : List.of("metrics.csv", "model.zip", "reconstruction.png")) {
            assertThat(models.resolve("part").resolve(file))
                    .hasSameBinaryContentAs(models.resolve("whole").resolve(file));
        }
    }

    @Test
    void convolutionsAndTiedWeightsArePretrainedToo() throws IOException {
        for (String network : List.of(
                "encoder: { type: conv, filters: [3, 4], layers: [6] }", "encoder: { layers: [9] }, tied: true")) {
            ExperimentConfig config = Experiments.digits(
                    "run-" + network.length(),
                    1,
                    "latent: 3, " + network + ", reconstruction: gaussian, pretraining: { epochs: 2 }"
                            + ", variance: { type: learned }",
                    "epochs: 1, batchSize: 20");
            Experiments.train(config, models);
            List<String> rows = Files.readAllLines(
                    RunFolder.at(models.resolve(config.name())).metrics());
            for (int stage = 0; stage < config.model().encoderLayers(); stage++) {
                double first = Double.parseDouble(rows.get(1 + 2 * stage).split(",", -1)[3]);
                double second = Double.parseDouble(rows.get(2 + 2 * stage).split(",", -1)[3]);
                assertThat(second)
                        .as("loss of stage %d of %s", stage + 1, network)
                        .isLessThan(first);
            }
        }
    }
}
