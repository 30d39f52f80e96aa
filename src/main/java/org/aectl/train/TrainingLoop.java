package org.aectl.train;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.TrainingConfig;
import org.aectl.data.batch.BatchSource;
import org.aectl.data.batch.TrainingUnit;
import org.aectl.model.Trainable;
import org.aectl.model.TrainingState;
import org.aectl.run.checkpoint.TrainingProgress;
import org.jspecify.annotations.Nullable;

/**
 * Trains: epoch after epoch, batch after batch. Knows neither what kind of model it trains nor what becomes of the
 * results; for those there are {@link Trainable} and {@link TrainingListener}.
 */
public final class TrainingLoop {
    private final List<? extends Stage<?>> stages;
    private final BestSoFar bestSoFar;
    private final int mostRollbacks;

    /**
     * A training of several stages.
     *
     * @param stages in their order; the last one trains the whole network
     * @param isComparable whether the training losses of an epoch of the last stage, from 0, can be compared with those of others
     * @throws org.aectl.base.InvalidInputException if early stopping follows a metric that there is not
     */
    public TrainingLoop(List<? extends Stage<?>> stages, TrainingConfig training, IntPredicate isComparable) {
        this.stages = List.copyOf(stages);
        this.bestSoFar = new BestSoFar(training, lastStage().metricNames(), isComparable);
        this.mostRollbacks = training.mostRollbacks();
    }

    /** A training whose losses are weighed and disturbed alike in all epochs. */
    public TrainingLoop(List<? extends Stage<?>> stages, TrainingConfig training) {
        this(stages, training, epoch -> true);
    }

    /** A training of one stage. */
    public <B extends TrainingUnit> TrainingLoop(
            Trainable<B> model,
            TrainingConfig training,
            BatchSource<B> trainingBatches,
            @Nullable BatchSource<B> validation) {
        this(
                List.of(new Stage<>(
                        Stage.WHOLE,
                        training.epochs(),
                        model,
                        new LearningRates(training),
                        trainingBatches,
                        validation)),
                training);
    }

    private Stage<?> lastStage() {
        return stages.get(stages.size() - 1);
    }

    /** The metrics that the {@link EpochReport}s have, in order; those of pretraining may lack some of them. */
    public List<String> metricNames() {
        Set<String> names = new LinkedHashSet<>(lastStage().metricNames());
        stages.forEach(stage -> names.addAll(stage.metricNames()));
        return List.copyOf(names);
    }

    /** The metric that decides which epoch is the best, and when to stop early. */
    public String trackedMetric() {
        return bestSoFar.metric();
    }

    /**
     * Refuses a state that this training cannot have come to.
     *
     * @throws InvalidInputException naming what is wrong with it
     */
    public void check(TrainingProgress start) {
        if (start.stage() >= stages.size()) {
            throw new InvalidInputException("the checkpoint's progress.stage is %d, but the training has %d %s"
                    .formatted(start.stage(), stages.size(), stages.size() == 1 ? "stage" : "stages, from 0"));
        }
        int batches = stages.get(start.stage()).batches().count();
        if (start.batches() >= batches) {
            throw new InvalidInputException(
                    "the checkpoint's progress.partial.batches is %d, but an epoch of this training has %s"
                            .formatted(start.batches(), Counts.of(batches, "batch")));
        }
    }

    /**
     * Trains until the planned epochs are done, early stopping ends it, or a stop is asked for.
     *
     * @param start where to go on from
     * @param listeners are told how it goes, in this order
     * @throws TrainingDivergedException when a loss or a weight is not finite, and the training was taken back as often as
     *     it may be
     * @throws TrainingInterruptedException after the step in which a stop was asked for, if more were planned
     */
    public TrainingProgress run(TrainingProgress start, List<TrainingListener> listeners, StopRequest stop) {
        TrainingProgress progress = start;
        while (progress.stage() < stages.size() - 1) {
            progress =
                    run(stages.get(progress.stage()), progress, listeners, stop).nextStage();
        }
        return run(lastStage(), progress, listeners, stop);
    }

    private TrainingProgress run(
            Stage<?> stage, TrainingProgress start, List<TrainingListener> listeners, StopRequest stop) {
        TrainingProgress progress = start;
        @Nullable TrainingState good = null;
        if (progress.stageEpoch() < stage.epochs()) {
            stage.model().begin();
        }
        while (progress.stageEpoch() < stage.epochs() && !progress.stoppedEarly()) {
            boolean mayGoBack =
                    progress.rollbacks() < mostRollbacks && stage.model().isFinite();
            good = mayGoBack ? stage.model().state(good) : null;
            EpochReport report;
            try {
                report = new StageEpoch<>(stage, progress, listeners, stop).run();
            } catch (TrainingDivergedException problem) {
                if (good == null) {
                    throw problem;
                }
                stage.model().restore(good);
                TrainingProgress earlier = progress.rolledBack();
                listeners.forEach(listener -> listener.onRollback(problem, earlier));
                progress = earlier;
                continue;
            }
            progress =
                    bestSoFar.after(report, progress, stage.batches().count(), progress.stage() == stages.size() - 1);
            boolean planned = isMorePlanned(stage, progress);
            boolean stopped = planned && stop.isRequested();
            for (TrainingListener listener : listeners) {
                listener.onEpoch(report, progress, stopped || !planned);
            }
            if (stopped) {
                throw new TrainingInterruptedException("interrupted after epoch " + progress.epoch() + " of "
                        + stages.stream().mapToInt(one -> one.epochs()).sum());
            }
        }
        return progress;
    }

    private boolean isMorePlanned(Stage<?> stage, TrainingProgress progress) {
        int epochsAfter = stages.subList(progress.stage() + 1, stages.size()).stream()
                .mapToInt(one -> one.epochs())
                .sum();
        boolean isMoreInStage = !progress.stoppedEarly() && progress.stageEpoch() < stage.epochs();
        return isMoreInStage || epochsAfter > 0;
    }
}
