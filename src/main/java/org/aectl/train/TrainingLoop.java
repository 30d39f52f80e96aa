package org.aectl.train;

import java.util.List;
import org.aectl.config.TrainingConfig;
import org.aectl.data.Batch;
import org.aectl.data.BatchSource;
import org.aectl.data.PrefetchingIterator;
import org.aectl.model.Losses;
import org.aectl.model.Trainable;
import org.aectl.model.TrainingStep;
import org.aectl.run.TrainingProgress;
import org.jspecify.annotations.Nullable;

/**
 * Trains: epoch after epoch, batch after batch. Knows neither what kind of model it trains nor what becomes of the
 * results; for those there are {@link Trainable} and {@link TrainingListener}.
 */
public final class TrainingLoop {
    /** Batches assembled on another thread while one is trained on; more would only take memory. */
    private static final int BATCHES_AHEAD = 2;

    private static final String REMEDY =
            "; a smaller training.optimizer.learningRate or a training.gradientClip may help";

    private final Trainable model;
    private final TrainingConfig training;
    private final BatchSource trainingBatches;
    private final @Nullable BatchSource validationBatches;
    private final LearningRates learningRates;
    private final BestSoFar bestSoFar;

    /** @throws org.aectl.config.InvalidInputException if early stopping follows a metric that there is not */
    public TrainingLoop(
            Trainable model,
            TrainingConfig training,
            BatchSource trainingBatches,
            @Nullable BatchSource validationBatches) {
        this.model = model;
        this.training = training;
        this.trainingBatches = trainingBatches;
        this.validationBatches = validationBatches;
        this.learningRates = new LearningRates(training);
        this.bestSoFar = new BestSoFar(training, metricNames());
    }

    /** The metrics that every {@link EpochReport} will have, in order. */
    public List<String> metricNames() {
        return EpochReport.metricNames(model.lossParts(), validationBatches != null);
    }

    /** The metric that decides which epoch is the best, and when to stop early. */
    public String trackedMetric() {
        return bestSoFar.metric();
    }

    /**
     * Trains until the planned epochs are done, early stopping ends it, or a stop is asked for.
     *
     * @param start where to go on from
     * @param listeners are told how it goes, in this order
     * @throws TrainingDivergedException when a loss is not finite; after a step, the weights are those before it
     * @throws TrainingInterruptedException after the epoch in which a stop was asked for, if more were planned
     */
    public TrainingProgress run(TrainingProgress start, List<TrainingListener> listeners, StopRequest stop) {
        TrainingProgress progress = start;
        while (progress.epoch() < training.epochs() && !progress.stoppedEarly()) {
            EpochReport report = epoch(progress, listeners);
            progress = bestSoFar.after(report, progress, trainingBatches.count());
            boolean planned = progress.epoch() < training.epochs() && !progress.stoppedEarly();
            boolean stopped = planned && stop.isRequested();
            for (TrainingListener listener : listeners) {
                listener.onEpoch(report, progress, stopped || !planned);
            }
            if (stopped) {
                throw new TrainingInterruptedException(
                        "interrupted after epoch " + progress.epoch() + " of " + training.epochs());
            }
        }
        return progress;
    }

    private EpochReport epoch(TrainingProgress before, List<TrainingListener> listeners) {
        int epoch = before.epoch();
        int batches = trainingBatches.count();
        listeners.forEach(listener -> listener.onEpochStart(epoch + 1, batches));
        MeanLosses mean = new MeanLosses();
        double learningRate = 0;
        int done = 0;
        try (PrefetchingIterator<Batch> examples =
                new PrefetchingIterator<>(trainingBatches.epoch(epoch).iterator(), BATCHES_AHEAD)) {
            while (examples.hasNext()) {
                Batch batch = examples.next();
                learningRate = learningRates.at(epoch, done, batches);
                Losses losses = model.train(
                        batch, new TrainingStep(before.step() + done, epoch + (double) done / batches, learningRate));
                done++;
                if (!losses.isFinite()) {
                    throw new TrainingDivergedException("the loss became " + losses.total() + " in epoch " + (epoch + 1)
                            + ", batch " + done + " of " + batches + REMEDY);
                }
                mean.add(losses, batch.count());
                listeners.forEach(listener -> listener.onBatch(batch.count(), mean.mean()));
            }
        }
        return new EpochReport(epoch + 1, learningRate, mean.mean(), validate(epoch + 1));
    }

    private @Nullable Losses validate(int epoch) {
        if (validationBatches == null) {
            return null;
        }
        MeanLosses mean = new MeanLosses();
        for (Batch batch : validationBatches.inOrder()) {
            mean.add(model.losses(batch), batch.count());
        }
        Losses losses = mean.mean();
        if (!losses.isFinite()) {
            throw new TrainingDivergedException(
                    "the validation loss became " + losses.total() + " after epoch " + epoch + REMEDY);
        }
        return losses;
    }
}
