package org.aectl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Examples;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;

/** Small runs for tests of the page about a run. */
final class ReportRuns {
    /** A run's folder may be given any name after the training. */
    static final String HOSTILE_RUN = "<img src=x onerror=\"document.title='run'\"> & 'co'";

    static final String HOSTILE_FILE = "<b onmouseover=alert(1)>\"rows'.csv";

    static final List<String> HOSTILE_CLASSES = List.of(
            "<img src=x onerror=\"document.title='class'\">",
            "</script><script>document.title='script'</script>",
            "]]>--><!--<script>",
            "{{{style}}} &lt;i&gt; \\u003c");

    /** So many that every class is in the test split. */
    private static final int ROWS = 400;

    private ReportRuns() {}

    /** Trains a run of the given name; each of the texts is the inside of a block of the config. */
    static void train(Path models, String name, String data, String model, String training) throws IOException {
        Cli.train(models, name, """
                data: { %s }
                model: { encoder: { layers: [8] }, %s }
                training: { batchSize: 20, checkpoints: { every: 1, keep: 9 }, %s }
                """.formatted(data, model, training.isEmpty() ? "epochs: 2" : training));
    }

    /** Writes rows of two random columns and one, {@code kind}, that names the classes in turn. */
    static Path csv(Path file, List<String> classes) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("a,b,kind\n");
        for (int row = 0; row < ROWS; row++) {
            String label = classes.get(row % classes.size()).replace("\"", "\"\"");
            text.append(random.nextDouble()).append(',').append(random.nextDouble());
            text.append(",\"").append(label).append("\"\n");
        }
        return Files.writeString(file, text);
    }

    /** Trains a run in which everything that has a name has a bad one. */
    static void trainHostile(Path models) throws IOException {
        Path csv = csv(models.resolve(HOSTILE_FILE), HOSTILE_CLASSES);
        String path = "'" + csv.toString().replace("'", "''") + "'";
        train(models, "tame", "type: csv, path: " + path + ", label: kind", "type: ae, latent: 2", "");
        Files.move(models.resolve("tame"), hostile(models));
    }

    /** The folder of the run in which everything has a bad name. */
    static Path hostile(Path models) {
        return models.resolve(HOSTILE_RUN);
    }

    /** The test split that a config asks for. */
    static Examples testSplit(ExperimentConfig config) {
        return Objects.requireNonNull(Splits.of(
                        Sources.open(config.data().source(), config.data().limit(), config.seed()),
                        config.data(),
                        config.seed())
                .test());
    }
}
