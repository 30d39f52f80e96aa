package org.aectl.task.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.data.batch.Batch;
import org.aectl.data.file.DurableFolder;
import org.aectl.eval.CodeActivity;
import org.aectl.eval.CodeUse;
import org.aectl.infer.TrainedClassifier;
import org.aectl.infer.TrainedModel;
import org.aectl.report.Page;
import org.aectl.report.page.ClassifierPage;
import org.aectl.report.page.ReportPage;
import org.aectl.report.page.RunFacts;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.MetricsTable;
import org.aectl.run.file.OutputPlace;
import org.aectl.run.file.TextFile;
import org.aectl.task.InferenceData;
import org.aectl.task.InferenceRequest;
import org.aectl.task.LocalInference;
import org.aectl.task.TrainedRun;
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
        Page page = CheckpointFile.isClassifier(request.run().checkpoint())
                ? ofClassifier(request, note, notes)
                : ofAutoencoder(request, note, notes);
        DurableFolder.create(folderOfPage);
        Activity.step("writing " + output, () -> page.write(output));
        return Files.size(output);
    }

    private static Page ofAutoencoder(InferenceRequest request, Consumer<String> note, List<String> notes)
            throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.run())) {
            RunFolder folder = request.run().folder();
            RunFacts facts = new RunFacts(
                    run.name(),
                    run.model(),
                    folder == null ? null : folder.manifest(),
                    metrics(run.model().checkpoint().metrics(), folder));
            ReportPage.Measured measured = measure(run, request, note);
            return Activity.during("drawing the page's pictures", () -> ReportPage.of(facts, measured, notes));
        }
    }

    private static Page ofClassifier(InferenceRequest request, Consumer<String> note, List<String> notes)
            throws IOException {
        try (TrainedRun<TrainedClassifier> run = TrainedRun.loadClassifier(request.run())) {
            RunFolder folder = request.run().folder();
            ClassifierPage.Facts facts = new ClassifierPage.Facts(
                    run.name(),
                    run.model(),
                    folder == null ? null : folder.manifest(),
                    metrics(run.model().checkpoint().metrics(), folder));
            ClassifierPage.Measured measured = classified(run, request, note);
            return Activity.during("classifying the examples", () -> ClassifierPage.of(facts, measured, notes));
        }
    }

    /** The run's own go on to its end; a checkpoint has them up to its epoch. */
    private static MetricsTable metrics(String ofCheckpoint, @Nullable RunFolder folder) throws IOException {
        return folder != null && Files.exists(folder.metrics())
                ? MetricsTable.parse(
                        TextFile.read(folder.metrics()), folder.metrics().toString())
                : MetricsTable.parse(ofCheckpoint, "metrics.csv");
    }

    private static ClassifierPage.@Nullable Measured classified(
            TrainedRun<TrainedClassifier> run, InferenceRequest request, Consumer<String> note) {
        InferenceData data = data(run, request, request.data() != null || hasOwn(run, request, note));
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
            TrainedRun<TrainedModel> run, InferenceRequest request, Consumer<String> note) throws IOException {
        boolean hasOwn = hasOwn(run, request, note);
        InferenceData data = data(run, request, hasOwn);
        if (data == null) {
            return null;
        }
        TrainedModel model = run.model();
        EvaluateTask.Report evaluation = EvaluateTask.of(
                new LocalInference(run, request, data),
                hasOwn ? run.trainingRows(request.batchSize()) : null,
                0,
                EvaluateTask.ClassMetrics.NONE,
                note);
        Iterable<Batch> batches = run.batches(data, request.batchSize()).inOrder();
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
     * Whether the run's own data can be read here.
     *
     * @throws InvalidInputException if they cannot and were asked for
     */
    private static boolean hasOwn(TrainedRun<?> run, InferenceRequest request, Consumer<String> note) {
        try {
            run.own();
            return true;
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
            return false;
        }
    }

    /** The examples that are shown: of a run's own without a test split, those of the training split; null for none. */
    private static @Nullable InferenceData data(TrainedRun<?> run, InferenceRequest request, boolean hasOwn) {
        if (request.data() != null || (hasOwn && request.split() != null)) {
            return run.data(request);
        }
        return hasOwn ? run.data(request.withSplit(run.own().splits().test() == null ? "training" : "test")) : null;
    }
}
