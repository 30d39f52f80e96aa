package org.aectl.task.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.KeyedRandom;
import org.aectl.data.ParquetTables;
import org.aectl.data.array.NpyWriter;
import org.aectl.data.array.StoredInFile;
import org.aectl.data.cache.DataCache;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.task.FittedScaling;
import org.aectl.task.OpenedData;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the numbers lie makes no difference to what is learnt from them. */
class LargeDataTest {
    private static final int ROWS = 300;
    private static final int WIDTH = 7;

    @TempDir
    Path folder;

    private static ExperimentConfig config(String source) {
        return ConfigLoader.parse("""
                name: rows
                seed: 3
                data: { %s, scale: standard, validation: 0.2 }
                model:
                  type: dae
                  latent: 3
                  encoder: { layers: [16] }
                  noise: [{ type: gaussian, sigma: 0.1 }]
                  reconstruction: gaussian
                training: { epochs: 3, batchSize: 16 }
                """.formatted(source), "rows.yaml");
    }

    private static float[] weights(ExperimentConfig config, Dataset loaded) {
        OpenedData data = new OpenedData(config, loaded, Splits.of(loaded, config.data(), config.seed()));
        FittedScaling fitted = data.fitScaling();
        NetworkPlan plan = NetworkPlan.of(config.model(), data.shape(), 0);
        try (LocalTraining training =
                new LocalTraining(data, plan, fitted.scaling(), fitted.range(), new StageNetworks(config, plan))) {
            new TrainingLoop(training.stages(), config.training())
                    .run(TrainingProgress.start(), List.of(), new StopRequest());
            return training.networks().parameters(0);
        }
    }

    private static Dataset open(ExperimentConfig config, DataCache cache) {
        return Sources.open(config.data().source(), null, config.seed(), cache, Missing.REFUSE, Columns.NONE);
    }

    @Test
    void inMemoryInAFileAndInACacheTrainToTheSameWeights() throws IOException {
        float[] values = new float[ROWS * WIDTH];
        new KeyedRandom(1, KeyedRandom.Purpose.NOISE, 0, 0).fillGaussian(values, 0, values.length);
        Path npy = folder.resolve("rows.npy");
        try (NpyWriter writer = new NpyWriter(npy, ROWS, WIDTH)) {
            writer.write(values, 0, values.length);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(values[i]).append((i + 1) % WIDTH == 0 ? '\n' : ',');
        }
        Path csv = Files.writeString(folder.resolve("rows.csv"), text);
        Path parquet = folder.resolve("rows.parquet");
        ParquetTables.write(
                parquet,
                IntStream.range(0, WIDTH).mapToObj(i -> "x" + i).toList(),
                List.of(),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> Arrays.copyOfRange(values, i * WIDTH, (i + 1) * WIDTH))
                        .toList());
        ExperimentConfig columns = config("type: parquet, path: " + parquet);
        ExperimentConfig arrays = config("type: npy, path: " + npy);
        ExperimentConfig table = config("type: csv, path: " + csv);
        DataCache cache = new DataCache(folder.resolve("cache"), 0, 200);

        float[] expected = weights(arrays, open(arrays, cache));

        assertThat(weights(arrays, StoredInFile.open(npy))).isEqualTo(expected);
        assertThat(weights(table, open(table, new DataCache(folder.resolve("unused"), Long.MAX_VALUE, 200))))
                .isEqualTo(expected);
        assertThat(folder.resolve("unused")).doesNotExist();
        assertThat(weights(columns, open(columns, cache))).isEqualTo(expected);
        for (int call = 0; call < 2; call++) {
            assertThat(weights(table, open(table, cache))).as("call %d", call).isEqualTo(expected);
            assertThat(folder.resolve("cache")).isNotEmptyDirectory();
        }
    }
}
