package org.aectl.eval;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.junit.jupiter.api.Test;

class SparsityReportTest {
    private static final int FEATURES = 5;
    private static final int CODE = 12;

    private static Autoencoder autoencoder(String sparsity) {
        ExperimentConfig config = ConfigLoader.parse(
                "name: a\ndata: { type: swiss-roll }\nmodel: { type: ae, latent: " + CODE
                        + ", codeActivation: sigmoid, encoder: { layers: [] }" + sparsity + " }",
                "a.yaml");
        return Models.create(config.model(), config.training(), FEATURES, 3);
    }

    private static List<Batch> batches() {
        Random random = new Random(5);
        List<Batch> batches = new ArrayList<>();
        for (int count : new int[] {8, 8, 3}) {
            float[] values = new float[count * FEATURES];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (3 * random.nextGaussian());
            }
            batches.add(new Batch(new int[count], values, values, new int[0]));
        }
        return batches;
    }

    @Test
    void agreesWithPlainLoopsOverTheCodes() {
        try (Autoencoder autoencoder = autoencoder(", sparsity: { rho: 0.1 }")) {
            SparsityReport report = SparsityReport.of(autoencoder, batches()).orElseThrow();
            double sum = 0;
            double least = 1;
            double most = 0;
            for (int unit = 0; unit < CODE; unit++) {
                double unitSum = 0;
                for (Batch batch : batches()) {
                    float[] code = autoencoder.codec().encode(batch.inputs(), batch.count());
                    for (int example = 0; example < batch.count(); example++) {
                        unitSum += code[example * CODE + unit];
                    }
                }
                least = Math.min(least, unitSum / 19);
                most = Math.max(most, unitSum / 19);
                sum += unitSum / 19;
            }

            assertThat(report.units()).isEqualTo(CODE);
            assertThat(report.meanActivation()).isCloseTo(sum / CODE, within(1e-6));
            assertThat(report.deadUnits()).isZero();
            assertThat(report.liveMinimum()).isCloseTo(least, within(1e-6));
            assertThat(report.liveMaximum()).isCloseTo(most, within(1e-6));
            assertThat(report.histogramEnd()).isCloseTo(most, within(1e-6));
            assertThat(report.histogram()).hasSize(10);
            assertThat(report.histogram().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(CODE);
        }
    }

    @Test
    void unitsOfAllLayersAreCounted() {
        try (Autoencoder autoencoder = Models.create(
                ConfigLoader.parse(
                                "name: a\ndata: { type: swiss-roll }\nmodel: { type: sparse, latent: 3,"
                                        + " encoder: { layers: [7] }, sparsity: { type: l1, beta: 1, layers: all } }",
                                "a.yaml")
                        .model(),
                ConfigLoader.parse("name: a\ndata: { type: swiss-roll }\nmodel: { type: ae, latent: 3 }", "a.yaml")
                        .training(),
                FEATURES,
                3)) {
            assertThat(SparsityReport.of(autoencoder, batches()).orElseThrow().units())
                    .isEqualTo(17);
        }
    }

    @Test
    void withoutSparsityThereIsNone() {
        try (Autoencoder autoencoder = autoencoder("")) {
            assertThat(SparsityReport.of(autoencoder, batches())).isEmpty();
        }
    }

    @Test
    void deadUnitsAreThoseThatNeverExceedTheThreshold() {
        SparsityReport report =
                SparsityReport.of(new double[] {0.05, 0.04, 0.065, 0.1}, new double[] {0.9, 0.1, 0.11, 0.05}, 0.1);

        assertThat(report.deadUnits()).isEqualTo(0.5);
        assertThat(report.liveMinimum()).isEqualTo(0.05);
        assertThat(report.liveMaximum()).isEqualTo(0.065);
        assertThat(report.meanActivation()).isCloseTo(0.06375, within(1e-12));
        assertThat(report.histogram()).containsExactly(0, 0, 0, 0, 1, 1, 1, 0, 0, 1);
    }

    @Test
    void unitsThatAreAllSilentAreAllDead() {
        SparsityReport report = SparsityReport.of(new double[2], new double[2], 0);

        assertThat(report.deadUnits()).isEqualTo(1);
        assertThat(report.liveMinimum()).isZero();
        assertThat(report.liveMaximum()).isZero();
        assertThat(report.histogram()).startsWith(2);
    }

    @Test
    void whatIsAddedUpInSeveralPlacesIsThatOfOne() {
        try (Autoencoder autoencoder = autoencoder(", sparsity: { rho: 0.1 }")) {
            List<Batch> batches = batches();
            SparsityReport.Sums all =
                    new SparsityReport.Sums(requireNonNull(autoencoder.model().sparsity()));
            for (Batch batch : batches) {
                SparsityReport.Sums sums = new SparsityReport.Sums(
                        requireNonNull(autoencoder.model().sparsity()));
                sums.add(autoencoder.codec().activity(batch), batch.count());
                all.add(sums);
            }

            SparsityReport expected = SparsityReport.of(autoencoder, batches).orElseThrow();
            assertThat(all.report().histogram()).isEqualTo(expected.histogram());
            assertThat(all.report().deadUnits()).isEqualTo(expected.deadUnits());
            assertThat(all.report().meanActivation()).isCloseTo(expected.meanActivation(), within(1e-12));
            assertThat(all.report().liveMaximum()).isCloseTo(expected.liveMaximum(), within(1e-12));
        }
    }
}
