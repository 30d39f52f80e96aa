package org.aectl.task.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.SourceConfig;
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
     * @param metric name of the followed metric
     * @param best the followed metric in the best epoch; null before the first
     * @param loss what it is a loss of: only values of one kind can be compared
     * @param data the set by its name, or the first of the files it was trained on
     */
    public record Row(
            String run,
            String family,
            int code,
            String metric,
            String loss,
            @Nullable Double best,
            int epochs,
            double seconds,
            String outcome,
            String data) {}

    /**
     * Reads every run's manifest and config, in the order of their names.
     *
     * @param damaged is told why a run is left out that cannot be read
     */
    public static List<Row> run(Path models, Consumer<Exception> damaged) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (RunFolder run : RunFolder.in(models)) {
            try {
                rows.add(row(run));
            } catch (InvalidInputException | IOException unreadable) {
                damaged.accept(unreadable);
            }
        }
        return rows;
    }

    private static Row row(RunFolder run) throws IOException {
        Manifest manifest = run.manifest();
        ExperimentConfig config = run.config();
        ModelConfig model = config.model();
        return new Row(
                run.name(),
                family(model, manifest),
                model.latent(),
                manifest.metric(),
                loss(model, manifest),
                manifest.bestValue(),
                manifest.epochs(),
                manifest.seconds(),
                manifest.outcome().word(),
                data(config.data().source(), manifest));
    }

    private static String loss(ModelConfig model, Manifest manifest) {
        if (manifest.finetuning() != null) {
            return "classes";
        }
        if (model.hasPosterior()) {
            return EnumNames.of(model.reconstruction()) + "-elbo";
        }
        return EnumNames.of(model.reconstruction()) + (model.variance() == null ? "" : "-nll");
    }

    private static String data(SourceConfig source, Manifest manifest) {
        if (source instanceof Builtin builtin) {
            return builtin.name();
        }
        return manifest.data().isEmpty() ? "generated" : manifest.data().get(0).path();
    }

    private static String family(ModelConfig model, Manifest manifest) {
        String word = EnumNames.of(model.type());
        return manifest.finetuning() == null ? word : word + " classifier";
    }
}
