package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.Words;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.jspecify.annotations.Nullable;

/** Lists the runs in a folder. */
public final class RunsTask {
    private RunsTask() {}

    /**
     * One run.
     *
     * @param family of the model; with {@code classifier} behind it for one that was made of such a model
     * @param code number of code units
     * @param best the followed metric in the best epoch; null before the first
     * @param data first of the files it was trained on
     */
    public record Row(
            String run,
            String family,
            int code,
            @Nullable Double best,
            int epochs,
            double seconds,
            String outcome,
            String data) {}

    /** Reads every run's manifest and config. */
    public static List<Row> run(Path models) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (RunFolder run : RunFolder.in(models)) {
            Manifest manifest = run.manifest();
            ExperimentConfig config = run.config();
            rows.add(new Row(
                    run.name(),
                    family(config, manifest),
                    config.model().latent(),
                    manifest.bestValue(),
                    manifest.epochs(),
                    manifest.seconds(),
                    manifest.outcome().word(),
                    manifest.data().isEmpty()
                            ? "generated"
                            : manifest.data().get(0).path()));
        }
        return rows;
    }

    private static String family(ExperimentConfig config, Manifest manifest) {
        String word = Words.of(config.model().type());
        return manifest.finetuning() == null ? word : word + " classifier";
    }
}
