package org.aectl.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.ScheduleConfig;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearningRatesTest {
    private static final double RATE = 0.4;
    private static final int EPOCHS = 10;
    private static final int BATCHES = 4;
    private static final Offset<Double> TOLERANCE = Offset.offset(1e-12);

    static List<ScheduleConfig> schedules() {
        return List.of(
                new ScheduleConfig.Constant(),
                new ScheduleConfig.Step(3, 0.5),
                new ScheduleConfig.Exponential(0.9),
                new ScheduleConfig.Linear(0),
                new ScheduleConfig.Cosine(0));
    }

    @Test
    void everyScheduleIsTested() {
        assertThat(schedules().stream().map(ScheduleConfig::getClass).toArray())
                .containsExactlyInAnyOrder((Object[]) ScheduleConfig.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyScheduleBeginsWithTheRateOfTheOptimizerAndStaysAboveZero(ScheduleConfig schedule) {
        LearningRates rates = rates(schedule, 0);
        assertThat(rates.at(0, 0, BATCHES)).isEqualTo(RATE, TOLERANCE);
        double last = RATE;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (int batch = 0; batch < BATCHES; batch++) {
                double rate = rates.at(epoch, batch, BATCHES);
                assertThat(rate).isPositive().isLessThanOrEqualTo(last + 1e-12);
                last = rate;
            }
        }
    }

    @Test
    void aConstantRateDoesNotChange() {
        check(new ScheduleConfig.Constant(), progress -> 1);
    }

    @Test
    void stepsFallEverySoManyWholeEpochs() {
        LearningRates rates = rates(new ScheduleConfig.Step(3, 0.5), 0);
        assertThat(rates.at(2, BATCHES - 1, BATCHES)).isEqualTo(RATE, TOLERANCE);
        assertThat(rates.at(3, 0, BATCHES)).isEqualTo(RATE / 2, TOLERANCE);
        assertThat(rates.at(5, 3, BATCHES)).isEqualTo(RATE / 2, TOLERANCE);
        assertThat(rates.at(9, 0, BATCHES)).isEqualTo(RATE / 8, TOLERANCE);
    }

    @Test
    void anExponentialRateIsMultipliedByItsFactorInEachEpoch() {
        check(new ScheduleConfig.Exponential(0.9), progress -> Math.exp(Math.log(0.9) * progress));
    }

    @Test
    void aLinearRateFallsInAStraightLineToItsFinalShare() {
        check(new ScheduleConfig.Linear(0.2), progress -> 1 - 0.8 * progress / EPOCHS);
        LearningRates rates = rates(new ScheduleConfig.Linear(0.2), 0);
        assertThat(rates.at(5, 0, BATCHES)).isEqualTo(RATE * 0.6, TOLERANCE);
        assertThat(rates.at(EPOCHS, 0, BATCHES)).isEqualTo(RATE * 0.2, TOLERANCE);
        assertThat(rates.at(2 * EPOCHS, 0, BATCHES)).isEqualTo(RATE * 0.2, TOLERANCE);
    }

    @Test
    void aCosineRateFallsAlongHalfACosine() {
        check(new ScheduleConfig.Cosine(0.1), progress -> 0.1 + 0.9 * (1 + Math.cos(Math.PI * progress / EPOCHS)) / 2);
        LearningRates rates = rates(new ScheduleConfig.Cosine(0.1), 0);
        assertThat(rates.at(5, 0, BATCHES)).isEqualTo(RATE * 0.55, TOLERANCE);
        assertThat(rates.at(EPOCHS, 0, BATCHES)).isEqualTo(RATE * 0.1, TOLERANCE);
    }

    @Test
    void theRateRisesInEqualStepsWhileWarmingUp() {
        LearningRates rates = rates(new ScheduleConfig.Constant(), 1.5);
        double[] expected = {1 / 6.0, 2 / 6.0, 3 / 6.0, 4 / 6.0, 5 / 6.0, 1, 1, 1};
        for (int step = 0; step < expected.length; step++) {
            assertThat(rates.at(step / BATCHES, step % BATCHES, BATCHES))
                    .as("step %d", step)
                    .isEqualTo(RATE * expected[step], TOLERANCE);
        }
    }

    @Test
    void warmingUpMultipliesTheSchedule() {
        LearningRates warm = rates(new ScheduleConfig.Cosine(0), 2);
        LearningRates cold = rates(new ScheduleConfig.Cosine(0), 0);
        assertThat(warm.at(1, 1, BATCHES)).isEqualTo(cold.at(1, 1, BATCHES) * 6 / 8, TOLERANCE);
        assertThat(warm.at(2, 0, BATCHES)).isEqualTo(cold.at(2, 0, BATCHES), TOLERANCE);
    }

    @Test
    void aWarmUpShorterThanAStepChangesNothing() {
        LearningRates rates = rates(new ScheduleConfig.Constant(), 0.1);
        assertThat(rates.at(0, 0, BATCHES)).isEqualTo(RATE, TOLERANCE);
    }

    private static void check(ScheduleConfig schedule, DoubleUnaryOperator share) {
        LearningRates rates = rates(schedule, 0);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (int batch = 0; batch < BATCHES; batch++) {
                double progress = epoch + (double) batch / BATCHES;
                assertThat(rates.at(epoch, batch, BATCHES))
                        .as("epoch %d, batch %d", epoch, batch)
                        .isEqualTo(RATE * share.applyAsDouble(progress), TOLERANCE);
            }
        }
    }

    private static LearningRates rates(ScheduleConfig schedule, double warmupEpochs) {
        return new LearningRates(Trainings.of(EPOCHS, new OptimizerConfig.Sgd(RATE), schedule, warmupEpochs, null));
    }
}
