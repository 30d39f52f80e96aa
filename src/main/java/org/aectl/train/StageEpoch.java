package org.aectl.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.aectl.data.batch.TrainingUnit;
import org.aectl.model.TrainingStep;
import org.aectl.model.objective.Losses;
import org.aectl.run.checkpoint.PartialEpoch;
import org.aectl.run.checkpoint.TrainingProgress;
import org.jspecify.annotations.Nullable;

/** One epoch of a stage, or what is left of it: batch after batch, then the validation. */
final class StageEpoch<B extends TrainingUnit> {
    private final Stage<B> stage;
    private final TrainingProgress before;
    private final List<TrainingListener> listeners;
    private final StopRequest stop;
    private final int batches;

    /** @param before the epoch, or within it */
    StageEpoch(Stage<B> stage, TrainingProgress before, List<TrainingListener> listeners, StopRequest stop) {
        this.stage = stage;
        this.before = before;
        this.listeners = listeners;
        this.stop = stop;
        this.batches = stage.batches().count();
    }

    /**
     * Trains on the batches that are left.
     *
     * @throws TrainingDivergedException if a loss or a weight is not finite
     * @throws TrainingInterruptedException if a stop is asked for before the last batch
     */
    EpochReport run() {
        int stageEpoch = before.stageEpoch();
        listeners.forEach(listener -> listener.onEpochStart(stage, stageEpoch + 1, before.batches()));
        MeanLosses mean = new MeanLosses(before.partial());
        double learningRate = 0;
        int done = before.batches();
        try (AheadIterator<B> examples = AheadIterator.of(stage.batches(), stageEpoch, done)) {
            while (examples.hasNext()) {
                B batch = examples.next();
                learningRate = stage.learningRates().at(stageEpoch, done, batches) * before.rateShare();
                double epochs = stageEpoch + (double) done / batches;
                Losses losses =
                        stage.model().train(batch, new TrainingStep(before.stageStep() + done, epochs, learningRate));
                done++;
                if (!losses.isFinite()) {
                    throw diverged("the loss became " + losses.total(), done);
                }
                mean.add(losses, batch.count());
                listeners.forEach(listener -> listener.onBatch(batch.count(), mean.mean()));
                if (done < batches) {
                    pause(mean, done);
                }
            }
        }
        checkWeights(done);
        int epoch = before.epoch() + 1;
        return new EpochReport(stage.name(), stageEpoch + 1, epoch, learningRate, mean.mean(), validate(epoch));
    }

    private void pause(MeanLosses mean, int done) {
        boolean isLast = stop.isRequested();
        Supplier<TrainingProgress> progress = () -> {
            checkWeights(done);
            return before.within(mean.partial(done));
        };
        listeners.forEach(listener -> listener.betweenSteps(progress, isLast));
        if (isLast) {
            throw new TrainingInterruptedException(
                    "interrupted in epoch " + (before.epoch() + 1) + ", after batch " + done + " of " + batches);
        }
    }

    /** A step may have made no number of a weight although its loss was one. */
    private void checkWeights(int done) {
        if (!stage.model().isFinite()) {
            throw diverged("a weight is no finite number any more", done);
        }
    }

    private TrainingDivergedException diverged(String what, int batch) {
        return new TrainingDivergedException(
                what + " in epoch " + (before.epoch() + 1) + ", batch " + batch + " of " + batches);
    }

    private @Nullable Losses validate(int epoch) {
        if (stage.validation() == null) {
            return null;
        }
        MeanLosses mean = new MeanLosses(PartialEpoch.NOTHING);
        for (B batch : stage.validation().inOrder()) {
            mean.add(stage.model().losses(batch), batch.count());
        }
        Losses losses = mean.mean();
        if (!losses.isFinite()) {
            throw new TrainingDivergedException(
                    "the validation loss became " + losses.total() + " after epoch " + epoch);
        }
        return losses;
    }

    /** Mean of losses over batches, each weighted by its number of examples. */
    private static final class MeanLosses {
        private final Map<String, Double> sums = new LinkedHashMap<>();
        private double total;
        private long examples;

        /** @param done what is done of the epoch already */
        MeanLosses(PartialEpoch done) {
            sums.putAll(done.parts());
            total = done.total();
            examples = done.examples();
        }

        void add(Losses losses, int count) {
            losses.parts().forEach((part, value) -> sums.merge(part, value * count, Double::sum));
            total += losses.total() * count;
            examples += count;
        }

        /** What goes on with this, of the batches so far. */
        PartialEpoch partial(int batches) {
            return new PartialEpoch(batches, examples, total, sums);
        }

        Losses mean() {
            Map<String, Double> means = new LinkedHashMap<>();
            sums.forEach((part, sum) -> means.put(part, sum / examples));
            return new Losses(total / examples, means);
        }
    }
}
