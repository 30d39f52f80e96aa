package org.aectl.task.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.aectl.model.plan.NetworkPlan;
import org.junit.jupiter.api.Test;

class StageBatchesTest {
    private static final ExperimentConfig CONFIG = ConfigLoader.parse("""
            name: a
            data: { type: builtin, name: mnist-mini, limit: 20 }
            model:
              type: sae
              latent: 3
              encoder: { layers: [8, 6] }
              pretraining: { epochs: 1, noise: [null, { type: salt-and-pepper, probability: 0.5 }, null] }
            training: { epochs: 1, batchSize: 20 }
            """, "test.yaml");

    @Test
    void onlySaltAndPepperAfterTheFirstLayerAsksForWhatTheLayersBeforeMake() {
        assertThat(StageBatches.needsInputs(CONFIG, 0)).isFalse();
        assertThat(StageBatches.needsInputs(CONFIG, 1)).isTrue();
        assertThat(StageBatches.needsInputs(CONFIG, 2)).isFalse();
        assertThat(StageBatches.needsInputs(CONFIG, 3)).isFalse();
    }

    /** A worker sees a part of the training set only. */
    @Test
    void saltAndPepperTakesTheRangeOfAllTrainingData() {
        Examples examples =
                Sources.open(CONFIG.data().source(), CONFIG.data().limit(), 0).training();
        NetworkPlan plan = NetworkPlan.of(
                CONFIG.model(), examples.shape(), examples.classes().size());
        Scaling scaling =
                Scaling.fit(examples, CONFIG.data().scale(), CONFIG.data().missing());
        try (StageNetworks networks = new StageNetworks(CONFIG, plan)) {
            StageBatches batches =
                    new StageBatches(CONFIG, networks, scaling, new ValueRange(0, 1), examples.count(), CONFIG.seed());
            Batch whole = batches.training(1, examples, new ValueRange(-70, 90))
                    .epoch(0, 0)
                    .iterator()
                    .next();
            int changed = 0;
            for (int i = 0; i < whole.inputs().length; i++) {
                if (whole.inputs()[i] != whole.features()[i]) {
                    assertThat(whole.inputs()[i]).isIn(-70f, 90f);
                    changed++;
                }
            }
            assertThat(changed).isBetween(20 * 8 / 3, 20 * 8 * 2 / 3);

            ValueRange own = Batch.range(batches.validation(1, examples).inOrder());
            Batch alone = batches.training(1, examples).epoch(0, 0).iterator().next();
            assertThat(Batch.range(List.of(new Batch(alone.rows(), alone.inputs(), new int[0]))))
                    .isEqualTo(own);
        }
    }
}
