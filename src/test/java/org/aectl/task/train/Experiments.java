package org.aectl.task.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.cache.DataCache;
import org.aectl.run.Manifest;
import org.aectl.task.OpenedData;
import org.aectl.train.StopRequest;

/** Small experiments for tests of this package. */
public final class Experiments {
    private Experiments() {}

    /** On digits; a quick training that is worth little. */
    public static ExperimentConfig digits(String name, long seed, String model, String training) {
        return digits(name, seed, model, training, "ae");
    }

    public static ExperimentConfig digits(String name, long seed, String model, String training, String type) {
        return ConfigLoader.parse("""
                name: %s
                seed: %d
                data: { type: builtin, name: mnist-mini, limit: 200, validation: 0.2 }
                model: { type: %s, %s }
                training: { %s }
                """.formatted(name, seed, type, model, training), "test.yaml");
    }

    public static ExperimentConfig digits(String name, long seed) {
        return digits(
                name,
                seed,
                "latent: 4, encoder: { layers: [16], activation: relu }, reconstruction: bernoulli",
                "epochs: 3, batchSize: 32");
    }

    public static Manifest train(ExperimentConfig config, Path models) throws IOException {
        TrainRequest request = TrainRequest.anew(config, models, false, List.of("train", "--config", "test.yaml"));
        try (TrainTask task = new TrainTask(request)) {
            return task.run(List.of(), new StopRequest());
        }
    }

    /** The data of an experiment, none of which is a large file. */
    public static OpenedData open(ExperimentConfig config) {
        return OpenedData.open(config, Columns.NONE, DataCache.ofRuns(Path.of("nowhere")));
    }

    /** What a folder holds, as relative paths. */
    public static List<String> files(Path folder) throws IOException {
        try (var paths = java.nio.file.Files.walk(folder)) {
            return new ArrayList<>(paths.filter(java.nio.file.Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList());
        }
    }
}
