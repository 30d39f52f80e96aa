package org.aectl.task.finetune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.model.Classifier;
import org.aectl.model.ClassifierHead;
import org.aectl.model.Trainable;
import org.aectl.run.checkpoint.MetricsFile;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.train.EpochReport;
import org.aectl.train.LearningRates;
import org.aectl.train.Stage;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingListener;
import org.aectl.train.TrainingLoop;

/**
 * The training of one classifier, which keeps the weights of the epoch that counts: the best on the validation split, or
 * the last where there is none.
 */
final class ClassifierTraining implements TrainingListener {
    private static final String HEAD = "head";

    private final String name;
    private final FinetuneSetup setup;
    private final Classifier classifier;
    private final MetricsFile metrics;
    private TrainingProgress progress = TrainingProgress.start();
    private float[] kept = {};

    /**
     * @param name of the stage
     * @param metrics gets a row for each epoch
     */
    ClassifierTraining(String name, FinetuneSetup setup, Classifier classifier, MetricsFile metrics) {
        this.name = name;
        this.setup = setup;
        this.classifier = classifier;
        this.metrics = metrics;
    }

    /**
     * Trains, and leaves the classifier with the weights that count.
     *
     * @param headEpochs the first epochs, in which only the head learns
     */
    void run(int headEpochs, List<TrainingListener> watchers, StopRequest stop) throws IOException {
        int wholeEpochs = setup.training().epochs() - headEpochs;
        try (ClassifierHead head =
                new ClassifierHead(classifier, setup.data().config().model(), setup.training())) {
            List<Stage<?>> stages = wholeEpochs == 0
                    ? List.of(stage(name, headEpochs, head))
                    : List.of(stage(HEAD, headEpochs, head), stage(name, wholeEpochs, classifier));
            new TrainingLoop(stages, setup.training())
                    .run(
                            TrainingProgress.start(),
                            Stream.concat(watchers.stream(), Stream.of(this)).toList(),
                            stop);
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
        classifier.setParameters(kept);
    }

    private Stage<Batch> stage(String stageName, int epochs, Trainable<Batch> model) {
        Examples validation = setup.data().validation();
        return new Stage<>(
                stageName,
                epochs,
                model,
                new LearningRates(setup.training()),
                setup.trainingBatches(),
                validation == null ? null : setup.batches(validation));
    }

    @Override
    public void onEpoch(EpochReport report, TrainingProgress newProgress, boolean last) {
        progress = newProgress;
        try {
            metrics.append(report.epoch(), report.stage(), report.learningRate(), report.metrics());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        // Where it is stopped while only the head learns, nothing is the best yet.
        if (progress.atBest() || (last && kept.length == 0)) {
            kept = classifier.parameters();
        }
    }

    /** How far it has come; its best epoch is the one that counts. */
    TrainingProgress progress() {
        return progress;
    }

    /** The weights that count, as {@link Classifier#parameters}; empty before there are any. */
    float[] weights() {
        return kept;
    }
}
