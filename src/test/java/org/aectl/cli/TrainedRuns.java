package org.aectl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Small runs that tests of several commands use, each trained once for all classes that a test process runs. */
final class TrainedRuns {
    private static final String DIGITS = "type: builtin, name: mnist-mini, limit: 100";
    private static final String ROWS = "type: swiss-roll, examples: 60";

    /** The inside of a config's blocks of data and model, by the run's name. */
    private record Experiment(String data, String model) {}

    private static final Map<String, Experiment> EXPERIMENTS = Map.of(
            "ae", new Experiment(DIGITS, "type: ae, latent: 2"),
            "vae", new Experiment(DIGITS, "type: vae, latent: 2, reconstruction: bernoulli"),
            "wide", new Experiment(DIGITS, "type: vae, latent: 3, reconstruction: bernoulli"),
            "cvae", new Experiment(DIGITS, "type: cvae, latent: 2, reconstruction: bernoulli"),
            "dae",
                    new Experiment(
                            DIGITS,
                            "type: dae, latent: 2, noise: { type: masking, probability: 0.3 }, reconstruction:"
                                    + " bernoulli"),
            "rows", new Experiment(ROWS, "type: vae, latent: 2"),
            "noisy-rows", new Experiment(ROWS, "type: dae, latent: 2, noise: { type: gaussian, sigma: 0.1 }"));

    private static @Nullable Path trained;

    private TrainedRuns() {}

    /** Puts copies of the runs of these names into a folder, where a test may do with them what it likes. */
    static void copy(Path models, String... names) throws IOException {
        for (String name : names) {
            UntrustedRuns.copy(trained(name), models.resolve(name));
        }
    }

    private static Path trained(String name) throws IOException {
        if (trained == null) {
            trained = Files.createTempDirectory(Path.of("target"), "trained-runs");
        }
        Path run = trained.resolve(name);
        if (!Files.exists(run)) {
            Experiment experiment = Objects.requireNonNull(EXPERIMENTS.get(name), name);
            Cli.train(trained, name, """
                    data: { %s }
                    model: { encoder: { layers: [8] }, %s }
                    training: { epochs: 1, batchSize: 20 }
                    """.formatted(experiment.data(), experiment.model()));
        }
        return run;
    }
}
