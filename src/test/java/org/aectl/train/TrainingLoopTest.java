package org.aectl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.aectl.base.InvalidInputException;
import org.aectl.config.TrainingConfig;
import org.aectl.data.batch.Batch;
import org.aectl.model.objective.Losses;
import org.aectl.run.checkpoint.PartialEpoch;
import org.aectl.run.checkpoint.TrainingProgress;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLoopTest {
    private final List<String> log = new ArrayList<>();
    private final List<EpochReport> reports = new ArrayList<>();
    private final List<TrainingProgress> progresses = new ArrayList<>();
    private final List<TrainingProgress> pauses = new ArrayList<>();
    private final List<Boolean> lasts = new ArrayList<>();
    private final StopRequest stop = new StopRequest();
    private final ScriptedModel model = new ScriptedModel(log);

    private final class Recorder implements TrainingListener {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public void onEpochStart(Stage<?> stage, int epoch, int done) {
            log.add(name + ": epoch " + epoch + " of " + stage.batches().count());
        }

        @Override
        public void onBatch(int examples, Losses meanLosses) {
            log.add(name + ": batch of " + examples + ", mean " + meanLosses.total());
        }

        @Override
        public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
            log.add(name + ": epoch " + report.epoch() + " over" + (last ? ", the last" : ""));
        }
    }

    private final class Collector implements TrainingListener {
        @Override
        public void betweenSteps(Supplier<TrainingProgress> progress, boolean last) {
            if (last) {
                pauses.add(progress.get());
            }
        }

        @Override
        public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
            reports.add(report);
            progresses.add(progress);
            lasts.add(last);
        }
    }

    @Test
    void modelAndListenersAreCalledInOrder() {
        model.training(4, 1, 2, 2).validation(3, 5);
        loop(2, null, 6, 2).run(TrainingProgress.start(), List.of(new Recorder("a"), new Recorder("b")), stop);
        assertThat(log)
                .containsExactly(
                        "a: epoch 1 of 2",
                        "b: epoch 1 of 2",
                        "train 4 at 0.5, step 0",
                        "a: batch of 4, mean 4.0",
                        "b: batch of 4, mean 4.0",
                        "train 2 at 0.5, step 1",
                        "a: batch of 2, mean 3.0",
                        "b: batch of 2, mean 3.0",
                        "validate 2",
                        "a: epoch 1 over",
                        "b: epoch 1 over",
                        "a: epoch 2 of 2",
                        "b: epoch 2 of 2",
                        "train 4 at 0.5, step 2",
                        "a: batch of 4, mean 2.0",
                        "b: batch of 4, mean 2.0",
                        "train 2 at 0.5, step 3",
                        "a: batch of 2, mean 2.0",
                        "b: batch of 2, mean 2.0",
                        "validate 2",
                        "a: epoch 2 over, the last",
                        "b: epoch 2 over, the last");
    }

    @Test
    void meanLossesAreWeightedByTheSizeOfTheBatches() {
        // Batches of 4, 4 and 1; validation of 4 and 3.
        model.training(1, 2, 30).validation(7, 14);
        loop(1, null, 9, 7).run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(reports.get(0).metrics())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "training.loss",
                        42.0 / 9,
                        "training.reconstruction",
                        42.0 / 9,
                        "validation.loss",
                        10.0,
                        "validation.reconstruction",
                        10.0));
    }

    @Test
    void progressCountsEpochsStepsAndTheBest() {
        model.validation(5, 3, 4);
        TrainingProgress end = loop(3, null, 6, 2).run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(progresses)
                .containsExactly(
                        new TrainingProgress(0, 1, 2, 1, 1, 5, 0, false),
                        new TrainingProgress(0, 2, 4, 2, 2, 3, 0, false),
                        new TrainingProgress(0, 3, 6, 3, 2, 3, 1, false));
        assertThat(end).isEqualTo(progresses.get(2));
        assertThat(lasts).containsExactly(false, false, true);
        assertThat(progresses).extracting(TrainingProgress::atBest).containsExactly(true, true, false);
    }

    @Test
    void withoutValidationTheLastEpochIsKept() {
        model.training(3, 2, 4);
        TrainingProgress end = loop(3, null, 4, 0).run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(end.bestEpoch()).isEqualTo(3);
        assertThat(end.bestValue()).isEqualTo(4);
        assertThat(progresses).allMatch(TrainingProgress::atBest);
        assertThat(reports.get(0).validation()).isNull();
        assertThat(reports.get(0).metrics().keySet()).containsExactly("training.loss", "training.reconstruction");
    }

    @Test
    void aTrainingGoesOnFromItsProgress() {
        loop(5, null, 6, 2).run(new TrainingProgress(0, 3, 6, 3, 2, 0.5, 1, false), List.of(new Collector()), stop);
        assertThat(model.log())
                .filteredOn(line -> line.startsWith("train"))
                .containsExactly(
                        "train 4 at 0.5, step 6",
                        "train 2 at 0.5, step 7",
                        "train 4 at 0.5, step 8",
                        "train 2 at 0.5, step 9");
        assertThat(progresses)
                .containsExactly(
                        new TrainingProgress(0, 4, 8, 4, 2, 0.5, 2, false),
                        new TrainingProgress(0, 5, 10, 5, 2, 0.5, 3, false));
    }

    @Test
    void aTrainingThatIsAtItsEndDoesNothingMore() {
        TrainingProgress done = new TrainingProgress(0, 5, 10, 5, 2, 0.5, 3, false);
        assertThat(loop(5, null, 6, 2).run(done, List.of(new Collector()), stop))
                .isEqualTo(done);
        TrainingProgress stopped = new TrainingProgress(0, 3, 6, 3, 1, 0.5, 2, true);
        assertThat(loop(5, stopping(2, 0), 6, 2).run(stopped, List.of(new Collector()), stop))
                .isEqualTo(stopped);
        assertThat(log).isEmpty();
        assertThat(reports).isEmpty();
    }

    @Test
    void trainingEndsEarlyWhenPatienceIsAtAnEnd() {
        model.validation(5, 4, 4.5, 4, 3);
        TrainingProgress end =
                loop(9, stopping(2, 0), 4, 2).run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(end).isEqualTo(new TrainingProgress(0, 4, 4, 4, 2, 4, 2, true));
        assertThat(lasts).containsExactly(false, false, false, true);
    }

    @Test
    void anImprovementRestoresPatience() {
        model.validation(5, 6, 4, 4, 3, 3, 3);
        TrainingProgress end =
                loop(9, stopping(2, 0), 4, 2).run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(end).isEqualTo(new TrainingProgress(0, 7, 7, 7, 5, 3, 2, true));
    }

    @Test
    void anImprovementBelowTheMinimumDoesNotCount() {
        model.validation(5, 4.9, 4.8, 3);
        TrainingProgress end =
                loop(9, stopping(2, 0.5), 4, 2).run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(end).isEqualTo(new TrainingProgress(0, 3, 3, 3, 1, 5, 2, true));
    }

    @Test
    void smallImprovementsAddUp() {
        model.validation(5, 4.8, 4.4, 4.3, 4.2);
        TrainingProgress end =
                loop(9, stopping(2, 0.5), 4, 2).run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(end).isEqualTo(new TrainingProgress(0, 5, 5, 5, 3, 4.4, 2, true));
    }

    @Test
    void earlyStoppingFollowsTheMetricItIsTold() {
        model.training(5, 4, 3, 2, 1).validation(1, 2, 3, 4, 5);
        TrainingProgress end = loop(5, new TrainingConfig.EarlyStopping(1, "training.loss", 0), 4, 2)
                .run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(end).isEqualTo(new TrainingProgress(0, 5, 5, 5, 5, 1, 0, false));
    }

    /** Epochs 1 and 2 are those of a warm-up, as is 5. */
    @Test
    void anEpochWhoseTrainingLossCannotBeComparedIsTheBestOnlyAsLongAsThereIsNoOther() {
        model.training(1, 2, 9, 8, 1, 8);
        Stage<Batch> stage = new Stage<>(
                Stage.WHOLE,
                6,
                model,
                LearningRates.constant(0.5),
                CountedExamples.batches(4, 4),
                CountedExamples.batches(2, 4));
        TrainingConfig training = Trainings.of(6, new TrainingConfig.EarlyStopping(2, "training.loss", 0));
        new TrainingLoop(List.of(stage), training, epoch -> epoch > 1 && epoch != 4)
                .run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(progresses).extracting(TrainingProgress::bestEpoch).containsExactly(1, 2, 3, 4, 4, 4);
        assertThat(progresses)
                .extracting(TrainingProgress::epochsWithoutImprovement)
                .containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void earlyStoppingByAMetricThatThereIsNotIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> loop(5, new TrainingConfig.EarlyStopping(1, "validation.kl", 0), 4, 2))
                .withMessage("training.earlyStopping.metric must be one of training.loss, training.reconstruction,"
                        + " validation.loss, validation.reconstruction, was validation.kl");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> loop(5, stopping(1, 0), 4, 0))
                .withMessage("training.earlyStopping.metric must be one of training.loss, training.reconstruction,"
                        + " was validation.loss");
    }

    @Test
    void aStopRequestEndsTheTrainingAfterTheStep() {
        assertThatExceptionOfType(TrainingInterruptedException.class)
                .isThrownBy(() -> loop(5, null, 10, 2)
                        .run(TrainingProgress.start(), List.of(stopAt("step 4"), new Collector()), stop))
                .withMessage("interrupted in epoch 2, after batch 2 of 3");
        assertThat(progresses).extracting(TrainingProgress::stageStep).containsExactly(3L);
        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0).epoch()).isEqualTo(1);
        assertThat(pauses.get(0).batches()).isEqualTo(2);
    }

    @Test
    void aStopRequestInTheLastStepEndsTheTrainingAfterTheEpoch() {
        assertThatExceptionOfType(TrainingInterruptedException.class)
                .isThrownBy(() -> loop(5, null, 6, 2)
                        .run(TrainingProgress.start(), List.of(stopAt("step 3"), new Collector()), stop))
                .withMessage("interrupted after epoch 2 of 5");
        assertThat(progresses).extracting(TrainingProgress::stageStep).containsExactly(2L, 4L);
        assertThat(lasts).containsExactly(false, true);
        assertThat(pauses).isEmpty();
    }

    private TrainingListener stopAt(String step) {
        return new TrainingListener() {
            @Override
            public void onBatch(int examples, Losses meanLosses) {
                if (log.get(log.size() - 1).endsWith(step)) {
                    stop.request();
                }
            }
        };
    }

    @Test
    void anEpochGoesOnWithTheBatchesThatAreLeftAndTheLossesOfTheOthers() {
        model.training(1, 1, 1, 6, 3);
        assertThatExceptionOfType(TrainingInterruptedException.class)
                .isThrownBy(() -> loop(2, null, 10, 0)
                        .run(TrainingProgress.start(), List.of(stopAt("step 3"), new Collector()), stop));
        log.clear();

        model.training(4);
        loop(2, null, 10, 0).run(pauses.get(0), List.of(new Collector()), new StopRequest());

        assertThat(log).containsExactly("train 4 at 0.5, step 4", "train 2 at 0.5, step 5");
        // The scripted losses 6, 3 and 4 of batches of 4, 4 and 2.
        assertThat(reports.get(1).training().total()).isEqualTo((6.0 * 4 + 3 * 4 + 4 * 2) / 10);
        assertThat(progresses.get(1).stageStep()).isEqualTo(6);
        assertThat(progresses.get(1).partial()).isEqualTo(PartialEpoch.NOTHING);
    }

    @Test
    void aTrainingThatDivergesGoesBackAndHalvesItsLearningRate() {
        model.training(1, 1, 1, Double.NaN, 1, Double.NaN);
        List<String> rollbacks = new ArrayList<>();
        TrainingListener watching = new TrainingListener() {
            @Override
            public void onRollback(TrainingDivergedException problem, TrainingProgress progress) {
                rollbacks.add(problem.what() + ": " + progress.rateShare());
            }
        };

        TrainingProgress end = new TrainingLoop(model, Trainings.rollingBack(2, 3), CountedExamples.batches(6, 4), null)
                .run(TrainingProgress.start(), List.of(watching, new Collector()), stop);

        assertThat(log)
                .containsExactly(
                        "train 4 at 0.5, step 0",
                        "train 2 at 0.5, step 1",
                        "train 4 at 0.5, step 2",
                        "train 2 at 0.5, step 3",
                        "state restored",
                        "train 4 at 0.25, step 2",
                        "train 2 at 0.25, step 3",
                        "state restored",
                        "train 4 at 0.125, step 2",
                        "train 2 at 0.125, step 3");
        assertThat(rollbacks)
                .containsExactly(
                        "the loss became NaN in epoch 2, batch 2 of 2: 0.5",
                        "the loss became NaN in epoch 2, batch 2 of 2: 0.25");
        assertThat(end.rollbacks()).isEqualTo(2);
        assertThat(reports).extracting(EpochReport::learningRate).containsExactly(0.5, 0.125);
    }

    @Test
    void itGoesBackNoMoreOftenThanItMay() {
        model.training(Double.NaN, Double.NaN, Double.NaN, 1);
        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(
                        () -> new TrainingLoop(model, Trainings.rollingBack(1, 2), CountedExamples.batches(4, 4), null)
                                .run(TrainingProgress.start(), List.of(), stop));
        assertThat(log).filteredOn("state restored"::equals).hasSize(2);
    }

    @Test
    void aWeightThatIsNoNumberIsADivergenceThoughTheLossIsOne() {
        TrainingListener spoiling = new TrainingListener() {
            @Override
            public void onBatch(int examples, Losses meanLosses) {
                if (log.size() == 2) {
                    model.setWeight(Float.NaN);
                }
            }
        };
        TrainingProgress end = new TrainingLoop(model, Trainings.rollingBack(1, 1), CountedExamples.batches(6, 4), null)
                .run(TrainingProgress.start(), List.of(spoiling, new Collector()), stop);
        assertThat(end.rollbacks()).isEqualTo(1);
        assertThat(log).filteredOn("state restored"::equals).hasSize(1);
        assertThat(reports).hasSize(1);
    }

    @Test
    void aStopRequestInTheLastStepOfAllInterruptsNothing() {
        TrainingProgress end =
                loop(1, null, 6, 2).run(TrainingProgress.start(), List.of(stopAt("step 1"), new Collector()), stop);
        assertThat(end.epoch()).isEqualTo(1);
        assertThat(lasts).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aLossThatIsNotFiniteEndsTheTrainingAtOnceAndSaysWhere(double loss) {
        model.training(1, 1, 1, 1, loss);
        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> loop(5, null, 10, 2).run(TrainingProgress.start(), List.of(new Collector()), stop))
                .withMessageContaining("the loss became " + loss + " in epoch 2, batch 2 of 3");
        assertThat(reports).hasSize(1);
    }

    @Test
    void aValidationLossThatIsNotFiniteEndsTheTrainingToo() {
        model.validation(1, Double.NaN);
        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> loop(5, null, 4, 2).run(TrainingProgress.start(), List.of(new Collector()), stop))
                .withMessageContaining("the validation loss became NaN after epoch 2");
        assertThat(reports).hasSize(1);
    }

    @Test
    void whatAListenerThrowsEndsTheTraining() {
        TrainingListener broken = new TrainingListener() {
            @Override
            public void onEpochStart(Stage<?> stage, int epoch, int done) {
                throw new IllegalStateException("full");
            }
        };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> loop(5, null, 4, 2).run(TrainingProgress.start(), List.of(broken), stop))
                .withMessage("full");
        assertThat(log).isEmpty();
    }

    @Test
    void metricNamesAreThoseOfTheReports() {
        model.training(1).validation(2);
        TrainingLoop loop = loop(1, null, 4, 2);
        loop.run(TrainingProgress.start(), List.of(new Collector()), stop);
        assertThat(loop.metricNames())
                .containsExactly(
                        "training.loss", "training.reconstruction", "validation.loss", "validation.reconstruction")
                .containsExactlyElementsOf(reports.get(0).metrics().keySet());
        assertThat(EpochReport.metricNames(List.of("reconstruction", "l2"), false))
                .containsExactly("training.loss", "training.reconstruction", "training.l2");
        assertThat(reports.get(0).learningRate()).isEqualTo(0.5, Offset.offset(1e-12));
    }

    private TrainingLoop loop(
            int epochs, TrainingConfig.@Nullable EarlyStopping stopping, int trainingRows, int validationRows) {
        return new TrainingLoop(
                model,
                Trainings.of(epochs, stopping),
                CountedExamples.batches(trainingRows, 4),
                validationRows == 0 ? null : CountedExamples.batches(validationRows, 4));
    }

    private static TrainingConfig.EarlyStopping stopping(int patience, double minimumImprovement) {
        return new TrainingConfig.EarlyStopping(patience, "validation.loss", minimumImprovement);
    }
}
