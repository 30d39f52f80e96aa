package org.aectl.spark.train;

import java.io.Serializable;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.BatchSource;
import org.aectl.model.DataParallelTrainable;
import org.aectl.model.GradientShare;
import org.aectl.model.Trainable;
import org.aectl.model.TrainingState;
import org.aectl.model.TrainingStep;
import org.aectl.model.objective.Losses;
import org.aectl.spark.connect.Floats;
import org.aectl.spark.connect.Pooled;
import org.aectl.spark.load.Shard;
import org.aectl.task.train.StageBatches;
import org.aectl.task.train.StageNetworks;
import org.apache.spark.broadcast.Broadcast;

/** What a worker does with a shard: some steps of training, or a validation, from the weights that all workers are given. */
final class ShardTask implements Serializable {
    private final Broadcast<TrainingSpec> spec;
    private final Broadcast<RoundState> state;
    private final int batchSize;

    /** @param batchSize examples of a worker's batch */
    ShardTask(Broadcast<TrainingSpec> spec, Broadcast<RoundState> state, int batchSize) {
        this.spec = spec;
        this.state = state;
        this.batchSize = batchSize;
    }

    /** Trains on some of a shard's batches, and gives back the weights. */
    ShardResult train(Shard shard, Steps steps) {
        try (Pooled<WorkerNetworks> borrowed = WorkerNetworks.borrow(spec.value())) {
            WorkerNetworks worker = borrowed.value();
            int stage = state.value().stage();
            Trainable<Batch> model = restored(worker.networks());
            BatchSource<Batch> batches = batches(worker, shard, batchSize)
                    .training(stage, examples(shard), state.value().inputs());
            ShardLosses losses = new ShardLosses(model.lossParts());
            int done = 0;
            for (Batch batch : batches.epoch(steps.epoch(), steps.first())) {
                if (done == steps.count()) {
                    break;
                }
                Losses loss = model.train(batch, steps.step(done));
                losses.add(loss, batch.count());
                done++;
                if (!loss.isFinite()) {
                    return ShardResult.diverged(losses);
                }
            }
            TrainingState end = model.state(null);
            return new ShardResult(losses, done, new Floats(end.parameters()), new Floats(end.optimizerState()));
        }
    }

    /** Computes the gradient of some of a shard's batches at the weights that were given. */
    ShardResult gradient(Shard shard, Steps steps) {
        try (Pooled<WorkerNetworks> borrowed = WorkerNetworks.borrow(spec.value())) {
            WorkerNetworks worker = borrowed.value();
            DataParallelTrainable model = restored(worker.networks());
            BatchSource<Batch> batches = batches(worker, shard, batchSize)
                    .training(
                            state.value().stage(),
                            examples(shard),
                            state.value().inputs());
            ShardLosses losses = new ShardLosses(model.lossParts());
            WeightedMean mean = new WeightedMean();
            int done = 0;
            for (Batch batch : batches.epoch(steps.epoch(), steps.first())) {
                if (done++ == steps.count()) {
                    break;
                }
                GradientShare share = model.gradient(batch, steps.step(0));
                losses.add(share.losses(), batch.count());
                if (!share.losses().isFinite()) {
                    return ShardResult.diverged(losses);
                }
                mean.add(share.gradient(), share.examples());
            }
            Floats statistics =
                    model.learnsStatistics() ? new Floats(model.state(null).parameters()) : Floats.NONE;
            return new ShardResult(losses, Math.toIntExact(mean.weight()), new Floats(mean.mean()), statistics);
        }
    }

    /** The losses of all rows of a shard. */
    ShardLosses validate(Shard shard) {
        try (Pooled<WorkerNetworks> borrowed = WorkerNetworks.borrow(spec.value())) {
            WorkerNetworks worker = borrowed.value();
            Trainable<Batch> model = restored(worker.networks());
            ShardLosses losses = new ShardLosses(model.lossParts());
            BatchSource<Batch> batches = batches(
                            worker, shard, worker.config().training().batchSize())
                    .validation(state.value().stage(), examples(shard));
            for (Batch batch : batches.inOrder()) {
                losses.add(model.losses(batch), batch.count());
            }
            return losses;
        }
    }

    /** The range of what the stage is given of a shard, clean. */
    ValueRange inputs(Shard shard) {
        try (Pooled<WorkerNetworks> borrowed = WorkerNetworks.borrow(spec.value())) {
            WorkerNetworks worker = borrowed.value();
            restored(worker.networks());
            return Batch.range(batches(worker, shard, worker.config().training().batchSize())
                    .validation(state.value().stage(), examples(shard))
                    .inOrder());
        }
    }

    private DataParallelTrainable restored(StageNetworks networks) {
        RoundState given = state.value();
        DataParallelTrainable model = networks.model(given.stage());
        if (networks.isPretraining(given.stage())) {
            // The layers before the pair make its input.
            networks.whole().setParameters(given.whole().values());
        }
        if (given.optimizerState().values().length == 0) {
            model.setParameters(given.parameters().values());
        } else {
            model.restore(new TrainingState(
                    given.parameters().values(), given.optimizerState().values()));
        }
        return model;
    }

    private StageBatches batches(WorkerNetworks worker, Shard shard, int size) {
        return new StageBatches(
                worker.config(),
                worker.networks(),
                worker.scaling(),
                spec.value().range(),
                size,
                seed(worker.config(), shard));
    }

    /** Every shard has draws of its own, the same wherever and however often it is trained on. */
    private static long seed(ExperimentConfig config, Shard shard) {
        return KeyedRandom.derived(~config.seed(), shard.number());
    }

    private Examples examples(Shard shard) {
        return spec.value().layout().examples(shard);
    }

    /**
     * Steps of a round.
     *
     * @param epoch of the stage, from 0
     * @param first batch of the shard's epoch that is trained on, from 0
     * @param count how many; all that are left where there are not as many
     * @param number steps that each worker has taken in the stage before
     * @param epochs done before, with their fraction
     * @param epochsPerStep part of an epoch that one step is
     */
    record Steps(int epoch, int first, int count, long number, double epochs, double epochsPerStep, double learningRate)
            implements Serializable {
        TrainingStep step(int done) {
            return new TrainingStep(number + done, epochs + done * epochsPerStep, learningRate);
        }
    }
}
