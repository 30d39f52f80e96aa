package org.aectl.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.data.Batch;
import org.aectl.data.Columns;
import org.aectl.data.DurableFolder;
import org.aectl.eval.CodeActivity;
import org.aectl.eval.CodeUse;
import org.aectl.infer.TrainedModel;
import org.aectl.report.ReportPage;
import org.aectl.report.RunFacts;
import org.aectl.run.MetricsTable;
import org.aectl.run.OutputPlace;
import org.aectl.run.RunFolder;
import org.aectl.run.TextFile;
import org.jspecify.annotations.Nullable;

/** Writes one page about a run that needs nothing beside itself. */
public final class ReportTask {
    private ReportTask() {}

    /**
     * Writes the page.
     *
     * @param request the run, and which examples the page shows; its own where they can be read
     * @param output the page's file; its folder is made where it is missing
     * @param warnings told what had to be left out, and why
     * @throws InvalidInputException if examples that were asked for cannot be used
     */
    public static void run(InferenceRequest request, Path output, Consumer<String> warnings) throws IOException {
        Path folderOfPage = output.toAbsolutePath().normalize().resolveSibling("");
        OutputPlace.checkFile(output, "an HTML file");
        List<String> notes = new ArrayList<>();
        Consumer<String> note = text -> {
            notes.add(text);
            warnings.accept(text);
        };
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            RunFolder folder = request.run().folder();
            RunFacts run = new RunFacts(
                    request.run().name(), model, folder == null ? null : folder.manifest(), metrics(model, folder));
            ReportPage.Measured measured = measure(model, request, note);
            ReportPage page = Activity.during("drawing the page's pictures", () -> ReportPage.of(run, measured, notes));
            DurableFolder.create(folderOfPage);
            Activity.step("writing " + output, () -> page.write(output));
        }
    }

    /** The run's own go on to its end; a checkpoint has them up to its epoch. */
    private static MetricsTable metrics(TrainedModel model, @Nullable RunFolder folder) throws IOException {
        return folder != null && Files.exists(folder.metrics())
                ? MetricsTable.parse(
                        TextFile.read(folder.metrics()), folder.metrics().toString())
                : MetricsTable.parse(model.checkpoint().metrics(), "metrics.csv");
    }

    private static ReportPage.@Nullable Measured measure(
            TrainedModel model, InferenceRequest request, Consumer<String> note) throws IOException {
        InferenceRequest resolved =
                resolve(model.checkpoint().config(), model.checkpoint().columns(), request, note);
        if (resolved == null) {
            return null;
        }
        EvaluateTask.Report evaluation = EvaluateTask.withoutClasses(resolved, note);
        InferenceData data = InferenceData.open(
                model.checkpoint().config(), model.checkpoint().columns(), resolved);
        Iterable<Batch> batches =
                model.batches(data.examples(), data.name(), request.batchSize()).inOrder();
        List<Double> perUnit = Activity.during(
                "measuring the units of the code",
                () -> model.autoencoder().isVariational()
                        ? CodeUse.of(model.autoencoder(), batches).klPerUnit()
                        : CodeActivity.of(model.autoencoder(), batches));
        return new ReportPage.Measured(
                request.data() == null ? "the " + data.name() + " split" : data.name(),
                data.examples(),
                request.batchSize(),
                evaluation.metrics(),
                perUnit,
                evaluation.sparsity(),
                pca(evaluation));
    }

    private static Map<String, Double> pca(EvaluateTask.Report evaluation) {
        EvaluateTask.Baseline pca = evaluation.pca();
        Map<String, Double> metrics = new HashMap<>();
        if (pca != null) {
            metrics.put("sse", pca.sse());
            metrics.put("mse", pca.mse());
            if (pca.psnr() != null) {
                metrics.put("psnr", pca.psnr());
            }
        }
        return metrics;
    }

    /**
     * The request with a split that there is: of a run's own data without a test split, the training split.
     *
     * @return null where the run's own data cannot be read here and nobody asked for them
     */
    private static @Nullable InferenceRequest resolve(
            ExperimentConfig config, Columns columns, InferenceRequest request, Consumer<String> note) {
        if (request.data() != null || request.split() != null) {
            return request;
        }
        PreparedData own;
        try {
            own = PreparedData.open(config, columns, request.run().cache());
        } catch (InvalidInputException elsewhere) {
            note.accept("Everything that needs examples is left out, because the run's own cannot be read here: "
                    + elsewhere.getMessage() + "; --data gives others");
            return null;
        }
        String split = own.splits().test() == null ? "training" : "test";
        return new InferenceRequest(request.run(), null, split, request.limit(), request.batchSize());
    }
}
