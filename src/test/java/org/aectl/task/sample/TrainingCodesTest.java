package org.aectl.task.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Examples;
import org.aectl.infer.TrainedModel;
import org.aectl.model.code.StandardNormal;
import org.aectl.model.code.UnitDistributions;
import org.aectl.run.RunReference;
import org.aectl.task.TrainedRun;
import org.aectl.task.train.Experiments;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCodesTest {
    private static final int UNITS = 2;

    @TempDir
    private Path models;

    private TrainedRun<TrainedModel> trained(ExperimentConfig config) throws IOException {
        Experiments.train(config, models);
        return TrainedRun.load(RunReference.resolve(config.name(), models));
    }

    @Test
    void theyAreTheCodesOfTheRowsThatWereTrainedOn() throws IOException {
        ExperimentConfig config = Experiments.digits(
                "plain",
                5,
                "latent: 2, encoder: { layers: [8] }, reconstruction: bernoulli",
                "epochs: 1, batchSize: 32");
        try (TrainedRun<TrainedModel> run = trained(config)) {
            Examples rows = Experiments.open(config).splits().training();
            TrainingCodes codes = new TrainingCodes(run);
            float[] all = codes.all();
            float[] sevens = codes.ofClass(7);

            assertThat(all).hasSize(UNITS * rows.count());
            float[] values = new float[rows.shape().size()];
            int seven = 0;
            double[][] units = new double[UNITS][rows.count()];
            for (int row = 0; row < rows.count(); row++) {
                rows.read(row, values, 0);
                for (int i = 0; i < values.length; i++) {
                    values[i] /= 255;
                }
                float[] code = run.model().autoencoder().codec().encode(values, 1);
                for (int unit = 0; unit < UNITS; unit++) {
                    assertThat(all[row * UNITS + unit]).isCloseTo(code[unit], within(1e-4f));
                    units[unit][row] = code[unit];
                    if (rows.label(row) == 7) {
                        assertThat(sevens[seven * UNITS + unit]).isCloseTo(code[unit], within(1e-4f));
                    }
                }
                seven += rows.label(row) == 7 ? 1 : 0;
            }
            assertThat(sevens).hasSize(seven * UNITS).isNotEmpty();
            UnitDistributions distributions = TrainingCodes.units(run);
            for (int unit = 0; unit < UNITS; unit++) {
                assertThat(distributions.mean(unit)).isCloseTo(StatUtils.mean(units[unit]), within(1e-4));
                assertThat(distributions.deviation(unit))
                        .isCloseTo(Math.sqrt(StatUtils.populationVariance(units[unit])), within(1e-4));
            }
        }
    }

    @Test
    void unitsOfAVariationalModelAreDistributedAsItsPriorSays() throws IOException {
        ExperimentConfig config = ConfigLoader.parse("""
                name: variational
                data: { type: builtin, name: mnist-mini, limit: 50 }
                model: { type: vae, latent: 2, encoder: { layers: [8] }, reconstruction: bernoulli }
                training: { epochs: 1, batchSize: 32 }
                """, "test.yaml");
        try (TrainedRun<TrainedModel> run = trained(config)) {
            assertThat(TrainingCodes.units(run)).isInstanceOf(StandardNormal.class);
        }
    }
}
