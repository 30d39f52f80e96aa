package org.aectl.run.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.Scaling;
import org.aectl.run.Manifest;
import tools.jackson.databind.node.JsonNodeFactory;

/** What runs consist of, for tests of this package. */
public final class Checkpoints {
    private Checkpoints() {}

    public static ExperimentConfig config(String name) {
        return ConfigLoader.parse("""
                name: %s
                data: { type: csv, path: %s }
                model: { type: ae, latent: 2 }
                """.formatted(name, Path.of("numbers.csv").toAbsolutePath()), "test.yaml");
    }

    public static Checkpoint checkpoint() {
        return new Checkpoint(
                config("some-run"),
                new ExampleShape(3, 2, 2),
                List.of(new DataFile("numbers.csv", 12, "00ff")),
                List.of("cat", "d\u00f6g, \"big\""),
                new Columns(
                        List.of(
                                "l",
                                "k",
                                "j",
                                "i",
                                "h",
                                "g",
                                "f",
                                "e",
                                "d",
                                "c",
                                "b",
                                "\u00e4, \"1\"",
                                "pet",
                                "number"),
                        List.of("\u00e4, \"1\"", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"),
                        "pet",
                        "number"),
                new Scaling(org.aectl.config.DataConfig.Scale.UNIT, 12, new float[] {0.1f}, new float[] {1 / 3f}),
                new ValueRange(-0.5f, 2),
                new TrainingProgress(0, 7, 700, 7, 5, 1.0 / 3, 2, false),
                "epoch,learningRate,training.loss\n1,0.1,0.3333333333333333\n",
                new float[] {0, -0.0f, 1 / 3f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE},
                new float[] {1e-20f, 2});
    }

    public static Manifest manifest() {
        return new Manifest(
                "1.2.3",
                List.of("train", "--config", "a b.yaml"),
                JsonNodeFactory.instance.objectNode().put("blas", "OPENBLAS").put("threads", 2),
                Long.MAX_VALUE,
                List.of(new DataFile("/data/\u00e4.csv", 12, "00ff")),
                Map.of("training", 900, "validation", 100),
                "28x28x1",
                "784-32-784",
                50_992,
                "2026-01-02T03:04:05Z",
                null,
                0,
                Manifest.Outcome.RUNNING,
                0,
                "validation.loss",
                0,
                null,
                List.of("a warning"),
                null,
                null,
                null,
                null);
    }
}
