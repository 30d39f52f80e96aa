package org.aectl.task.train;

import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.NoiseConfig;
import org.aectl.config.PretrainingConfig;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.BatchSource;
import org.aectl.data.batch.Batches;
import org.aectl.data.batch.Corruption;
import org.aectl.data.prepare.Scaling;
import org.aectl.train.EncodedBatches;
import org.jspecify.annotations.Nullable;

/**
 * What each stage of a training is given of some examples.
 *
 * @param range of the scaled training data
 * @param batchSize examples in a batch
 * @param seed of orders and draws; each stage has draws of its own
 */
public record StageBatches(
        ExperimentConfig config, StageNetworks networks, Scaling scaling, ValueRange range, int batchSize, long seed) {

    /** All training examples, corrupted as the stage wants them. */
    public BatchSource<Batch> training(int stage, Examples examples) {
        return training(stage, examples, null);
    }

    /**
     * Some of the training examples, corrupted as the stage wants them.
     *
     * @param inputs range of what the stage is given of all of them, where {@link #needsInputs}; otherwise null
     */
    public BatchSource<Batch> training(int stage, Examples examples, @Nullable ValueRange inputs) {
        if (!networks.isPretraining(stage)) {
            return clean(examples, seed)
                    .with(Corruption.of(config.model().noise(), range))
                    .withCodeNoise(networks.whole().codeNoise());
        }
        PretrainingConfig pretraining = pretraining();
        long own = seedOf(stage);
        return stage == 0
                ? clean(examples, own).with(Corruption.of(pretraining.noise(stage), range))
                : new EncodedBatches(clean(examples, own), networks.pair(stage), pretraining.noise(stage), own, inputs);
    }

    /** Examples to be judged by, clean. */
    public BatchSource<Batch> validation(int stage, Examples examples) {
        Batches batches = clean(examples, seed).withCodeNoise(networks.whole().codeNoise());
        return stage == 0 || !networks.isPretraining(stage)
                ? batches
                : new EncodedBatches(batches, networks.pair(stage), List.of(), seedOf(stage), null);
    }

    /** Whether a stage's noise depends on the range of what the layers before make of the training data. */
    public static boolean needsInputs(ExperimentConfig config, int stage) {
        PretrainingConfig pretraining = config.model().pretraining();
        return pretraining != null
                && stage > 0
                && stage < config.model().encoderLayers()
                && pretraining.noise(stage).stream().anyMatch(NoiseConfig.SaltAndPepper.class::isInstance);
    }

    private long seedOf(int stage) {
        return KeyedRandom.derived(seed, stage + 1);
    }

    private PretrainingConfig pretraining() {
        PretrainingConfig pretraining = config.model().pretraining();
        if (pretraining == null) {
            throw new IllegalStateException("a stage of pretraining without pretraining");
        }
        return pretraining;
    }

    private Batches clean(Examples examples, long batchSeed) {
        return new Batches(examples, scaling, config.data().binarize(), batchSize, batchSeed);
    }
}
