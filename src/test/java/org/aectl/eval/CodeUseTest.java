package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.aectl.model.code.Posterior;
import org.aectl.model.code.StandardNormal;
import org.junit.jupiter.api.Test;

/** Measures of a variational code, which do not depend on how the examples are cut into batches. */
class CodeUseTest {
    private static final int FEATURES = 4;

    private static Autoencoder autoencoder() {
        ExperimentConfig config = ConfigLoader.parse("""
                name: code
                data: { type: builtin, name: mnist-mini }
                model: { type: vae, latent: 2, encoder: { layers: [] } }
                """, "test.yaml");
        return Models.create(config.model(), config.training(), FEATURES, 3);
    }

    /** Examples that differ by about so much, cut into batches. */
    private static List<Batch> batches(int examples, int batchSize, float spread) {
        Random random = new Random(2);
        float[] all = new float[examples * FEATURES];
        for (int i = 0; i < all.length; i++) {
            all[i] = 1 + spread * random.nextFloat();
        }
        List<Batch> batches = new ArrayList<>();
        for (int first = 0; first < examples; first += batchSize) {
            int end = Math.min(examples, first + batchSize);
            float[] features = Arrays.copyOfRange(all, first * FEATURES, end * FEATURES);
            batches.add(new Batch(IntStream.range(first, end).toArray(), features, new int[0]));
        }
        return batches;
    }

    @Test
    void unitsAreActiveWhoseMeanFollowsTheExamples() {
        try (Autoencoder autoencoder = autoencoder()) {
            assertThat(CodeUse.of(autoencoder, batches(20, 7, 10)).activeUnits())
                    .isEqualTo(2);
            CodeUse collapsed = CodeUse.of(autoencoder, batches(20, 7, 1e-3f));
            assertThat(collapsed.activeUnits()).isZero();
            assertThat(collapsed.units()).isEqualTo(2);
        }
    }

    @Test
    void theUseOfACodeDoesNotDependOnTheBatches() {
        try (Autoencoder autoencoder = autoencoder()) {
            CodeUse whole = CodeUse.of(autoencoder, batches(20, 20, 1));
            CodeUse parts = CodeUse.of(autoencoder, batches(20, 7, 1));

            assertThat(parts.activeUnits()).isEqualTo(whole.activeUnits());
            assertThat(whole.klPerUnit()).hasSize(2);
            for (int unit = 0; unit < 2; unit++) {
                double divergence = whole.klPerUnit().get(unit);
                assertThat(divergence).isPositive();
                assertThat(parts.klPerUnit().get(unit)).isCloseTo(divergence, within(1e-6 * divergence));
            }
        }
    }

    @Test
    void theLikelihoodDoesNotDependOnHowManyCodesAreDecodedAtOnce() {
        try (Autoencoder autoencoder = autoencoder()) {
            ImportanceSampling sampling = new ImportanceSampling(autoencoder, 5, 9, 0);
            double[] single = batches(1500, 100, 1).stream()
                    .flatMapToDouble(batch -> Arrays.stream(sampling.logLikelihoods(batch)))
                    .toArray();

            // So many that the draws of each are made in several goes.
            List<Batch> whole = batches(1500, 1500, 1);

            assertThat(sampling.logLikelihoods(whole.get(0))).containsExactly(single, within(1e-4));
        }
    }

    @Test
    void whatIsAddedUpInSeveralPlacesIsThatOfOne() {
        try (Autoencoder autoencoder = autoencoder()) {
            List<Batch> batches = batches(20, 7, 10);
            CodeUse.Sums all = new CodeUse.Sums(2);
            for (List<Batch> place : List.of(batches.subList(0, 2), batches.subList(2, 3), List.<Batch>of())) {
                CodeUse.Sums sums = new CodeUse.Sums(2);
                place.forEach(batch -> sums.add(autoencoder.codec().posterior(batch)));
                all.add(sums);
            }

            CodeUse expected = CodeUse.of(autoencoder, batches);
            assertThat(all.use().activeUnits()).isEqualTo(expected.activeUnits());
            for (int unit = 0; unit < 2; unit++) {
                assertThat(all.use().klPerUnit().get(unit))
                        .isCloseTo(expected.klPerUnit().get(unit), within(1e-12));
            }
        }
    }

    @Test
    void theVarianceOfSeveralPlacesCountsHowFarTheyAreApart() {
        CodeUse.Sums all = new CodeUse.Sums(1);
        for (double place : new double[] {-0.2, 0.2}) {
            CodeUse.Sums sums = new CodeUse.Sums(1);
            // No variance within a place, 0.04 over both.
            sums.add(new Posterior(new StandardNormal(), 1, new double[] {place, place}, new double[2]));
            assertThat(sums.use().activeUnits()).isZero();
            all.add(sums);
        }

        assertThat(all.use().activeUnits()).isOne();
    }
}
