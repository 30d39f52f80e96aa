package org.aectl.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.eval.Neighbourhoods;
import org.aectl.infer.TrainedModel;
import org.aectl.run.RunReference;
import org.aectl.task.train.Experiments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two numbers are enough for a rolled-up sheet. */
class SwissRollTest {
    private static final int NEIGHBOURS = 12;

    @TempDir
    private Path models;

    @Test
    void aCodeOfTwoNumbersKeepsTheNeighboursOfTheRoll() throws IOException {
        ExperimentConfig config = ConfigLoader.load(Path.of("configs", "swiss-roll.yaml"), List.of());
        Experiments.train(config, models);
        try (TrainedModel model =
                TrainedModel.load(RunReference.resolve(config.name(), models).checkpoint())) {
            Examples points = Experiments.open(config).splits().training();
            Batch batch = model.batches(points, "training", points.count())
                    .inOrder()
                    .iterator()
                    .next();
            float[] codes = model.autoencoder().codec().encode(batch);
            Neighbourhoods kept = Neighbourhoods.of(rows(batch.features(), 3), rows(codes, 2), NEIGHBOURS);
            assertThat(kept.trustworthiness()).isGreaterThanOrEqualTo(0.95);
        }
    }

    private static float[][] rows(float[] values, int size) {
        float[][] rows = new float[values.length / size][size];
        for (int i = 0; i < values.length; i++) {
            rows[i / size][i % size] = values[i];
        }
        return rows;
    }
}
