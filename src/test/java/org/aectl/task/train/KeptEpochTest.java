package org.aectl.task.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.cache.DataCache;
import org.aectl.eval.Metric;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.aectl.task.InferenceRequest;
import org.aectl.task.LocalInference;
import org.aectl.task.evaluate.EvaluateTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which epoch's model a training without validation rows leaves, when what it lowers changes from epoch to epoch. */
class KeptEpochTest {
    private static final int EPOCHS = 7;

    @TempDir
    private Path models;

    private static ExperimentConfig config(String model, String training) {
        return ConfigLoader.parse("""
                name: kept
                data: { type: builtin, name: mnist-mini, limit: 400, validation: 0 }
                model: { latent: 6, encoder: { layers: [40] }, reconstruction: bernoulli, %s }
                training: { epochs: %d, batchSize: 20, checkpoints: { keep: %d } %s }
                """.formatted(model, EPOCHS, EPOCHS, training), "test.yaml");
    }

    @Test
    void withAWarmUpOfTheDivergence() throws IOException {
        assertThatTheKeptIsNotWorseThanTheLast("type: vae, kl: { beta: 4, warmupEpochs: 7 }");
    }

    @Test
    void withACyclicWarmUp() throws IOException {
        assertThatTheKeptIsNotWorseThanTheLast("type: vae, kl: { warmupEpochs: 4, cycleEpochs: 5 }");
    }

    @Test
    void withNoiseThatRises() throws IOException {
        assertThatTheKeptIsNotWorseThanTheLast(
                "type: dae, noise: { type: masking, probability: 0.7, schedule: { epochs: 6 } }");
    }

    @Test
    void withLossesThatAreAlikeInAllEpochs() throws IOException {
        assertThatTheKeptIsNotWorseThanTheLast("type: ae");
    }

    private void assertThatTheKeptIsNotWorseThanTheLast(String model) throws IOException {
        Manifest manifest = Experiments.train(config(model, ""), models);
        assertThat(manifest.bestEpoch()).isEqualTo(EPOCHS);
        assertThat(manifest.metric()).isEqualTo("training.loss");
        RunFolder run = RunFolder.at(models.resolve("kept"));
        Path last = run.checkpoint(run.moments().get(EPOCHS - 1));
        assertThat(testLoss("kept")).isLessThanOrEqualTo(testLoss(last.toString()));
    }

    private double testLoss(String word) throws IOException {
        RunReference run = RunReference.resolve(word, models);
        return EvaluateTask.run(
                        LocalInference::open,
                        new InferenceRequest(run, null, null, null, 200),
                        0,
                        EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                        warning -> {})
                .metric(Metric.LOSS);
    }

    @Test
    void earlyStoppingByATrainingLossHasPatienceUntilTheWarmUpIsOver() throws IOException {
        Manifest manifest = Experiments.train(
                config(
                        "type: vae, kl: { beta: 30, warmupEpochs: 4 }",
                        ", earlyStopping: { metric: training.loss, patience: 1 }"),
                models);
        assertThat(manifest.bestEpoch()).isGreaterThan(4);
    }

    @Test
    void aTrainingThatWouldEndInAWarmUpIsWarnedOf() throws IOException {
        assertThat(warnings(config("type: vae, kl: { warmupEpochs: 4, cycleEpochs: 5 }", "")))
                .anyMatch(warning -> warning.contains("ends while the weight of the divergence rises"));
        assertThat(warnings(config("type: vae, kl: { warmupEpochs: 6 }", ""))).isEmpty();
    }

    private List<String> warnings(ExperimentConfig config) throws IOException {
        TrainRequest request =
                TrainRequest.anew(config, models, false, List.of()).with(DataCache.ofRuns(models));
        try (TrainTask task = new TrainTask(request)) {
            return task.warnings();
        }
    }
}
