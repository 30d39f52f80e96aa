package org.aectl.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.data.ExamplesView;
import org.aectl.data.TestExamples;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.ExampleStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedScalingTest {
    private static final int ROWS = 50;
    private static final int BLOCKS = 16;

    /** Counts the rows that are read. */
    private static final class Counting extends ExamplesView {
        private final AtomicLong rows = new AtomicLong();

        Counting(Examples all) {
            super(all);
        }

        @Override
        public void read(int row, float[] target, int offset) {
            rows.incrementAndGet();
            super.read(row, target, offset);
        }
    }

    private static ExperimentConfig config(String data, String reconstruction) {
        return ConfigLoader.parse("""
                name: rows
                data: { type: csv, path: rows.csv, %s }
                model: { type: ae, latent: 1, reconstruction: %s }
                training: { epochs: 1 }
                """.formatted(data, reconstruction), "rows.yaml");
    }

    private static float[][] values(boolean hasGaps) {
        Random random = new Random(5);
        float[][] values = new float[ROWS][3];
        for (float[] row : values) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat();
            }
        }
        if (hasGaps) {
            values[7][1] = Float.NaN;
        }
        return values;
    }

    private static FittedScaling fit(ExperimentConfig config, Examples training) {
        return FittedScaling.of(config, training.shape(), Columns.NONE, new ExampleStatistics(training));
    }

    @ParameterizedTest
    @CsvSource({
        "scale: none, gaussian, false, 1",
        "scale: none, bernoulli, false, 1",
        "scale: unit, bernoulli, false, 1",
        "scale: minmax, bernoulli, false, 1",
        "scale: standard, gaussian, false, 2",
        "'scale: standard, missing: mean', gaussian, false, 2",
        "'scale: standard, missing: mean', gaussian, true, 3",
        "'scale: minmax, missing: zero', bernoulli, true, 2",
    })
    void readsTheRowsNoMoreOftenThanTheArithmeticNeeds(
            String data, String reconstruction, boolean hasGaps, int readings) {
        Counting training = new Counting(TestExamples.of(values(hasGaps)));

        fit(config(data, reconstruction), training);

        assertThat(training.rows.get()).isEqualTo((long) readings * ROWS);
    }

    @Test
    void standardIsToTheLastBitTheTwoPassesOverBlocks() {
        float[][] values = values(false);

        FittedScaling fitted = fit(config("scale: standard", "gaussian"), TestExamples.of(values));

        for (int feature = 0; feature < 3; feature++) {
            double mean = sum(values, feature, 0, false) / ROWS;
            double variance = sum(values, feature, mean, true) / ROWS;
            assertThat(fitted.scaling().shift()[feature]).isEqualTo((float) mean);
            assertThat(fitted.scaling().divisor()[feature]).isEqualTo((float) Math.sqrt(variance));
        }
    }

    private static double sum(float[][] values, int feature, double from, boolean squared) {
        double total = 0;
        for (int block = 0; block < BLOCKS; block++) {
            double sum = 0;
            for (int row = block * ROWS / BLOCKS; row < (block + 1) * ROWS / BLOCKS; row++) {
                double distance = values[row][feature] - from;
                sum += squared ? distance * distance : distance;
            }
            total += sum;
        }
        return total;
    }

    @Test
    void theRangeIsWhatTheNetworkSees() {
        Examples training = TestExamples.of(new float[][] {{-1, 4}, {Float.NaN, 2}});

        assertThat(fit(config("scale: none, missing: zero", "gaussian"), training)
                        .range())
                .isEqualTo(new ValueRange(-1, 4));
        assertThat(fit(config("scale: minmax, missing: zero", "bernoulli"), training)
                        .range())
                .isEqualTo(new ValueRange(0, 1));
    }

    @Test
    void valuesThatTheLikelihoodIsNotDefinedForAreNamedWithACure() {
        Examples training = TestExamples.of(new float[][] {{0, 0.5f}, {1, 3}});

        assertThatThrownBy(() -> fit(config("scale: none", "bernoulli"), training))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("model.reconstruction bernoulli needs values in [0,1], but the training data hold 3.0 with"
                        + " data.scale none; use data.scale unit or minmax, or model.reconstruction gaussian");
    }

    @Test
    void countsAreWholeNumbersFromZeroOn() {
        ExperimentConfig config = config("scale: none, missing: mean", "poisson");

        assertThat(fit(config, TestExamples.of(new float[][] {{0, 7}, {3, 1}})).range())
                .isEqualTo(new ValueRange(0, 7));
        for (float[] wrong : new float[][] {{0, -1}, {0.5f, 1}, {2, Float.NaN}}) {
            assertThatThrownBy(() -> fit(config, TestExamples.of(new float[][] {{1, 2}, {0, 5}, wrong})))
                    .hasMessageStartingWith("model.reconstruction poisson needs values in {0, 1, 2, ...}")
                    .hasMessageEndingWith("with data.scale none; use model.reconstruction gaussian");
        }
    }
}
