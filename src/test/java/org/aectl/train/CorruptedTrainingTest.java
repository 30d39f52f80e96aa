package org.aectl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.batch.Corruption;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.aectl.model.TrainingStep;
import org.aectl.run.checkpoint.TrainingProgress;
import org.junit.jupiter.api.Test;

class CorruptedTrainingTest {
    private static final ExperimentConfig CONFIG = ConfigLoader.parse("""
            name: a
            data: { type: builtin, name: mnist-mini }
            model:
              type: dae
              latent: 8
              encoder: { layers: [16] }
              noise: [{ type: gaussian, sigma: 0.3 }, { type: masking, probability: 0.2 }]
            training: { epochs: 3, batchSize: 32 }
            """, "a.yaml");

    private static Batches batches() {
        Examples examples =
                Sources.open(CONFIG.data().source(), 200, CONFIG.seed()).training();
        Scaling scaling = Scaling.fit(examples, CONFIG.data().scale());
        return new Batches(examples, scaling, CONFIG.data().binarize(), 32, CONFIG.seed())
                .with(Corruption.of(CONFIG.model().noise(), new ValueRange(0, 1)));
    }

    private static Autoencoder autoencoder() {
        return Models.create(CONFIG.model(), CONFIG.training(), 784, CONFIG.seed());
    }

    @Test
    void withPrefetchingIsTheSameToTheLastBit() {
        Batches batches = batches();
        try (Autoencoder prefetched = autoencoder();
                Autoencoder plain = autoencoder()) {
            new TrainingLoop(prefetched, CONFIG.training(), batches, null)
                    .run(TrainingProgress.start(), List.of(), new StopRequest());
            int step = 0;
            for (int epoch = 0; epoch < 3; epoch++) {
                for (Batch batch : batches.epoch(epoch)) {
                    plain.train(batch, new TrainingStep(step++, 0, 0.001));
                }
            }

            assertThat(prefetched.parameters()).isEqualTo(plain.parameters());
        }
    }

    @Test
    void isJudgedByTheCleanExamples() {
        Batch noisy = batches().corruptedInOrder().iterator().next();
        Batch clean = batches().inOrder().iterator().next();
        try (Autoencoder autoencoder = autoencoder()) {
            float[] output = autoencoder.codec().reconstruct(noisy.inputs(), noisy.count());
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                sum += Math.pow(output[i] - clean.features()[i], 2);
            }

            double loss = autoencoder.losses(noisy).total();
            assertThat(loss).isCloseTo(sum / noisy.count(), within(1e-3));
            assertThat(autoencoder.losses(clean).total()).isNotEqualTo(loss);
        }
    }
}
