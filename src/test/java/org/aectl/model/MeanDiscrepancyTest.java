package org.aectl.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.aectl.data.batch.Batch;
import org.aectl.model.objective.Losses;
import org.junit.jupiter.api.Test;

class MeanDiscrepancyTest {
    private static final int FEATURES = 5;
    private static final int UNITS = 3;
    private static final int EXAMPLES = 6;
    private static final double LAMBDA = 4;

    /** As the paper writes it: sums over all pairs, set by set. */
    @Test
    void theValueIsTheEstimateOfThePaper() {
        try (Autoencoder autoencoder = autoencoder()) {
            Batch batch = batch(autoencoder, EXAMPLES);
            float[] codes = autoencoder.codec().encode(batch);
            float[] draws = batch.codeNoise();
            double expected = 0;
            for (int l = 0; l < EXAMPLES; l++) {
                for (int j = 0; j < EXAMPLES; j++) {
                    if (l != j) {
                        expected +=
                                (kernel(codes, l, codes, j) + kernel(draws, l, draws, j)) / EXAMPLES / (EXAMPLES - 1);
                    }
                    expected -= 2 * kernel(codes, l, draws, j) / EXAMPLES / EXAMPLES;
                }
            }

            double discrepancy =
                    requireNonNull(autoencoder.losses(batch).parts().get(Losses.MMD));

            assertThat(discrepancy).isCloseTo(LAMBDA * expected, within(1e-6));
        }
    }

    @Test
    void oneExampleAloneHasNone() {
        try (Autoencoder autoencoder = autoencoder()) {
            assertThat(autoencoder.losses(batch(autoencoder, 1)).parts()).containsEntry(Losses.MMD, 0.0);
        }
    }

    @Test
    void aBatchWithoutDrawsOfThePriorIsRefused() {
        try (Autoencoder autoencoder = autoencoder()) {
            Batch without = batch(autoencoder, EXAMPLES).withCodeNoise(new float[0]);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> autoencoder.losses(without))
                    .withMessage("a batch without the random numbers that its loss wants");
        }
    }

    @Test
    void trainingDrawsCodesToThePrior() {
        try (Autoencoder autoencoder = autoencoder()) {
            Random random = new Random(8);
            double before = requireNonNull(
                    autoencoder.losses(batch(autoencoder, 200)).parts().get(Losses.MMD));
            for (int step = 0; step < 300; step++) {
                Batch batch = Models.corruptedBatch(64, FEATURES, 1, UNITS, random.nextInt());
                autoencoder.train(batch, new TrainingStep(step, 0, 0.01));
            }

            double after = requireNonNull(
                    autoencoder.losses(batch(autoencoder, 200)).parts().get(Losses.MMD));

            assertThat(after).isLessThan(before / 4);
        }
    }

    private static Autoencoder autoencoder() {
        Autoencoder autoencoder =
                Models.create(Models.drawnToPrior(UNITS, null, LAMBDA), Models.training(), FEATURES, 3);
        Models.randomize(autoencoder, 0.8, 5);
        return autoencoder;
    }

    private static Batch batch(Autoencoder autoencoder, int examples) {
        return Models.corruptedBatch(examples, FEATURES, 1, autoencoder.codeNoise(), 5);
    }

    private static double kernel(float[] x, int l, float[] y, int j) {
        double distance = 0;
        for (int unit = 0; unit < UNITS; unit++) {
            distance += Math.pow(x[l * UNITS + unit] - y[j * UNITS + unit], 2);
        }
        return 2 * UNITS / (2 * UNITS + distance);
    }
}
