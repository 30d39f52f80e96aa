package org.aectl.task.finetune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.aectl.backend.Backend;
import org.aectl.base.Activity;
import org.aectl.data.Columns;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.aectl.model.Classifier;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.report.plot.ConfusionPicture;
import org.aectl.report.plot.Fonts;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.ClassifierCheckpoint;
import org.aectl.run.checkpoint.MetricsFile;
import org.aectl.run.checkpoint.MetricsTable;
import org.aectl.run.checkpoint.TestAccuracy;
import org.aectl.run.file.RunLock;
import org.aectl.task.train.LastWord;
import org.aectl.train.EpochReport;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingInterruptedException;
import org.aectl.train.TrainingListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a classifier of a trained autoencoder, and beside it one of the same network from random weights: by the same
 * examples, in as many steps of the same optimizer. Everything that can be wrong is found before the
 * run's folder is made.
 */
public final class FinetuneTask implements AutoCloseable {
    private static final String FINE_TUNING = "fine-tuning";
    private static final String CONFUSION = "confusion";

    private final FinetuneSetup setup;

    /**
     * Reads the run and the examples.
     *
     * @throws org.aectl.base.InvalidInputException if no classifier can be made of them
     */
    public FinetuneTask(FinetuneRequest request) throws IOException {
        this.setup = FinetuneSetup.of(request);
    }

    /** Every layer of the classifier. */
    public NetworkPlan network() {
        return setup.network();
    }

    /** Folder of the classifier's run. */
    public Path folder() {
        return setup.folder();
    }

    /** Rows of each split that are used, by its name. */
    public Map<String, Integer> rows() {
        return setup.data().rows();
    }

    /** Epochs of each training. */
    public int epochs() {
        return setup.training().epochs();
    }

    /** Steps of each training. */
    public long steps() {
        return setup.steps();
    }

    /**
     * Makes the run's folder, trains and measures.
     *
     * @param watchers are told how it goes
     * @param warnings told what had to be left out, and why
     * @throws TrainingDivergedException when a loss stops being finite
     * @throws TrainingInterruptedException when a stop was asked for; the classifier is there as far as it had come
     */
    @SuppressWarnings("try") // the lock is held, not used
    public FinetuneResult run(List<TrainingListener> watchers, StopRequest stop, Consumer<String> warnings)
            throws IOException {
        Manifest begun = manifest();
        try (RunLock lock = RunFolder.create(setup.folder(), setup.request().force(), setup.config(), begun);
                Classifier classifier = classifier()) {
            return run(RunFolder.at(setup.folder()), classifier, begun, watchers, stop, warnings);
        }
    }

    private FinetuneResult run(
            RunFolder run,
            Classifier classifier,
            Manifest begun,
            List<TrainingListener> watchers,
            StopRequest stop,
            Consumer<String> warnings)
            throws IOException {
        long startTime = System.nanoTime();
        MetricsFile metrics = metrics(run, classifier);
        ClassifierTraining training = new ClassifierTraining(FINE_TUNING, setup, classifier, metrics);
        try {
            finetune(run, classifier, training, watchers, stop);
            ConfusionMatrix confusion = confusion(classifier);
            TestAccuracy accuracy = new TestAccuracy(
                    confusion.accuracy(),
                    fromScratch(metrics, watchers, stop),
                    setup.request().baseline() ? LogisticBaseline.accuracy(setup, warnings) : null);
            List<Path> files = write(run, confusion, warnings);
            run.writeManifest(
                    ended(begun, startTime, Manifest.Outcome.DONE, training).with(accuracy));
            return FinetuneResult.of(setup, training.progress().bestEpoch(), accuracy, confusion, files);
        } catch (IOException | RuntimeException | Error problem) {
            LastWord.of(problem, outcome -> run.writeManifest(ended(begun, startTime, outcome, training)));
            throw problem;
        }
    }

    private static Manifest ended(
            Manifest begun, long startTime, Manifest.Outcome outcome, ClassifierTraining training) {
        return begun.at(now(), (System.nanoTime() - startTime) / 1e9, outcome, training.progress());
    }

    /** Trains the classifier and writes it, even if a stop is asked for meanwhile. */
    private void finetune(
            RunFolder run,
            Classifier classifier,
            ClassifierTraining training,
            List<TrainingListener> watchers,
            StopRequest stop)
            throws IOException {
        classifier.takeEncoder(setup.parent().autoencoder());
        try {
            training.run(setup.finetuning().headEpochs(), watchers, stop);
        } finally {
            if (training.weights().length > 0) {
                CheckpointFile.write(run.best(), checkpoint(run, training));
            }
        }
    }

    private ClassifierCheckpoint checkpoint(RunFolder run, ClassifierTraining training) throws IOException {
        Checkpoint parent = setup.parent().checkpoint();
        return new ClassifierCheckpoint(
                setup.config(),
                setup.finetuning(),
                parent.shape(),
                setup.data().training().classes(),
                columns(parent.columns()),
                parent.scaling(),
                training.progress(),
                Files.readString(run.metrics()),
                training.weights());
    }

    /** Those of its own data, whose labels may stand in another column than the run's. */
    private Columns columns(Columns learnt) {
        Columns own = setup.data().training().columns();
        return own.areNamed() ? own : learnt;
    }

    /** Accuracy of the same network from random weights, all of whose layers learn; null where it is not asked for. */
    private @Nullable Double fromScratch(MetricsFile metrics, List<TrainingListener> watchers, StopRequest stop)
            throws IOException {
        if (!setup.request().baseline()) {
            return null;
        }
        try (Classifier random = classifier()) {
            new ClassifierTraining(MetricsTable.BASELINE, setup, random, metrics).run(0, watchers, stop);
            return confusion(random).accuracy();
        }
    }

    private Classifier classifier() {
        return Classifier.create(
                setup.config().model(),
                setup.training(),
                setup.network(),
                setup.request().seed());
    }

    private ConfusionMatrix confusion(Classifier classifier) {
        return Activity.during(
                "measuring the classifier on the test split",
                () -> ConfusionMatrix.of(
                        classifier,
                        setup.testBatches().inOrder(),
                        setup.data().training().classes()));
    }

    private static List<Path> write(RunFolder run, ConfusionMatrix confusion, Consumer<String> warnings)
            throws IOException {
        Path table = run.table(CONFUSION);
        confusion.write(table);
        Path picture = run.picture(CONFUSION);
        if (!Fonts.areThere()) {
            warnings.accept(picture + Fonts.MISSING);
            return List.of(run.best(), table);
        }
        new ConfusionPicture(confusion).write(picture);
        return List.of(run.best(), table, picture);
    }

    private MetricsFile metrics(RunFolder run, Classifier classifier) throws IOException {
        return MetricsFile.create(
                run.metrics(), true, EpochReport.metricNames(classifier.lossParts(), setup.isValidated()));
    }

    private Manifest manifest() {
        return Manifest.begun(
                        setup.request().commandLine(),
                        JsonMapper.shared().valueToTree(Backend.describe()),
                        setup.request().seed(),
                        setup.data().files(),
                        rows(),
                        setup.parent().checkpoint().shape().toString(),
                        network().toString(),
                        network().parameters(),
                        now(),
                        setup.isValidated() ? "validation.loss" : "training.loss",
                        List.of())
                .with(setup.finetuning());
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        setup.close();
    }
}
