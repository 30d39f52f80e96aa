package org.aectl.task.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Columns;
import org.aectl.data.batch.Batch;
import org.aectl.data.file.DurableFolder;
import org.aectl.eval.CodeActivity;
import org.aectl.eval.CodeUse;
import org.aectl.infer.ModelInput;
import org.aectl.infer.TrainedClassifier;
import org.aectl.infer.TrainedModel;
import org.aectl.report.Page;
import org.aectl.report.page.ClassifierPage;
import org.aectl.report.page.ReportPage;
import org.aectl.report.page.RunFacts;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.ClassifierCheckpoint;
import org.aectl.run.checkpoint.ClassifierFile;
import org.aectl.run.checkpoint.MetricsTable;
import org.aectl.run.file.OutputPlace;
import org.aectl.run.file.TextFile;
import org.aectl.task.InferenceData;
import org.aectl.task.InferenceRequest;
import org.aectl.task.OpenedData;
import org.aectl.task.TrainingRows;
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
     * @return bytes of the page
     * @throws InvalidInputException if examples that were asked for cannot be used
     */
    public static long run(InferenceRequest request, Path output, Consumer<String> warnings) throws IOException {
        Path folderOfPage = output.toAbsolutePath().normalize().resolveSibling("");
        OutputPlace.checkFile(output, "an HTML file");
        List<String> notes = new ArrayList<>();
        Consumer<String> note = text -> {
            notes.add(text);
            warnings.accept(text);
        };
        Page page = ClassifierFile.isClassifier(request.run().checkpoint())
                ? ofClassifier(request, note, notes)
                : ofAutoencoder(request, note, notes);
        DurableFolder.create(folderOfPage);
        Activity.step("writing " + output, () -> page.write(output));
        return Files.size(output);
    }

    private static Page ofAutoencoder(InferenceRequest request, Consumer<String> note, List<String> notes)
            throws IOException {
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            RunFolder folder = request.run().folder();
            RunFacts run = new RunFacts(
                    request.run().name(),
                    model,
                    folder == null ? null : folder.manifest(),
                    metrics(model.checkpoint().metrics(), folder));
            ReportPage.Measured measured = measure(model, request, note);
            return Activity.during("drawing the page's pictures", () -> ReportPage.of(run, measured, notes));
        }
    }

    private static Page ofClassifier(InferenceRequest request, Consumer<String> note, List<String> notes)
            throws IOException {
        try (TrainedClassifier model = TrainedClassifier.load(request.run().checkpoint())) {
            RunFolder folder = request.run().folder();
            ClassifierPage.Facts run = new ClassifierPage.Facts(
                    request.run().name(),
                    model,
                    folder == null ? null : folder.manifest(),
                    metrics(model.checkpoint().metrics(), folder));
            ClassifierPage.Measured measured = measure(model, request, note);
            return Activity.during("classifying the examples", () -> ClassifierPage.of(run, measured, notes));
        }
    }

    /** The run's own go on to its end; a checkpoint has them up to its epoch. */
    private static MetricsTable metrics(String ofCheckpoint, @Nullable RunFolder folder) throws IOException {
        return folder != null && Files.exists(folder.metrics())
                ? MetricsTable.parse(
                        TextFile.read(folder.metrics()), folder.metrics().toString())
                : MetricsTable.parse(ofCheckpoint, "metrics.csv");
    }

    private static ClassifierPage.@Nullable Measured measure(
            TrainedClassifier model, InferenceRequest request, Consumer<String> note) {
        ClassifierCheckpoint checkpoint = model.checkpoint();
        OpenedData own = request.data() == null ? own(checkpoint.config(), checkpoint.columns(), request, note) : null;
        InferenceData data = data(
                checkpoint.config(),
                new ModelInput(checkpoint.shape(), checkpoint.columns(), checkpoint.scaling(), null),
                request,
                own);
        if (data == null) {
            return null;
        }
        if (!data.examples().labelled()) {
            note.accept(
                    "Classes and mistakes are left out, because the examples of " + data.name() + " have no labels");
            return null;
        }
        return new ClassifierPage.Measured(shown(request, data), data.examples(), request.batchSize());
    }

    /** What the page calls its examples. */
    private static String shown(InferenceRequest request, InferenceData data) {
        return request.data() == null ? "the " + data.name() + " split" : data.name();
    }

    private static ReportPage.@Nullable Measured measure(
            TrainedModel model, InferenceRequest request, Consumer<String> note) throws IOException {
        OpenedData own = own(model.checkpoint().config(), model.checkpoint().columns(), request, note);
        InferenceData data = data(model.checkpoint().config(), model.input(), request, own);
        if (data == null) {
            return null;
        }
        EvaluateTask.Report evaluation = EvaluateTask.of(
                model,
                data,
                own == null
                        ? null
                        : TrainingRows.of(model, own, request.batchSize()).training(),
                request,
                0,
                EvaluateTask.ClassMetrics.NONE,
                note);
        Iterable<Batch> batches =
                model.batches(data.examples(), data.name(), request.batchSize()).inOrder();
        List<Double> perUnit = Activity.during(
                "measuring the units of the code",
                () -> model.autoencoder().hasPosterior()
                        ? CodeUse.of(model.autoencoder(), batches).klPerUnit()
                        : CodeActivity.of(model.autoencoder(), batches));
        return new ReportPage.Measured(
                shown(request, data),
                data.examples(),
                request.batchSize(),
                evaluation.metrics(),
                perUnit,
                evaluation.sparsity(),
                evaluation.pca() == null ? null : evaluation.pca().error(),
                evaluation.mean());
    }

    /**
     * The run's own data, read once for all that needs them.
     *
     * @return null where they cannot be read here and nobody asked for them
     */
    private static @Nullable OpenedData own(
            ExperimentConfig config, Columns columns, InferenceRequest request, Consumer<String> note) {
        try {
            return OpenedData.open(config, columns, request.run().cache());
        } catch (InvalidInputException elsewhere) {
            if (request.data() != null) {
                note.accept(
                        "PCA is left out, because the run's training data cannot be read: " + elsewhere.getMessage());
            } else if (request.split() == null) {
                note.accept("Everything that needs examples is left out, because the run's own cannot be read here: "
                        + elsewhere.getMessage() + "; --data gives others");
            } else {
                throw elsewhere;
            }
            return null;
        }
    }

    /** The examples that are shown: of a run's own without a test split, those of the training split; null for none. */
    private static @Nullable InferenceData data(
            ExperimentConfig config, ModelInput input, InferenceRequest request, @Nullable OpenedData own) {
        if (request.data() != null) {
            return InferenceData.open(config, input, request);
        }
        if (own == null) {
            return null;
        }
        String usual = own.splits().test() == null ? "training" : "test";
        String split = request.split() == null ? usual : request.split();
        return InferenceData.of(
                own, new InferenceRequest(request.run(), null, split, request.limit(), request.batchSize()));
    }
}
