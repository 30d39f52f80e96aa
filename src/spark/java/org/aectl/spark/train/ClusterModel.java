package org.aectl.spark.train;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.aectl.data.ValueRange;
import org.aectl.model.DataParallelTrainable;
import org.aectl.model.Trainable;
import org.aectl.model.TrainingState;
import org.aectl.model.TrainingStep;
import org.aectl.model.objective.Losses;
import org.aectl.spark.connect.Failures;
import org.aectl.spark.connect.Floats;
import org.aectl.spark.load.Partitions;
import org.aectl.spark.load.Shard;
import org.aectl.task.train.StageBatches;
import org.aectl.task.train.StageNetworks;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * What a stage trains, trained by the workers of a cluster. The weights between two rounds are those of this process's own network,
 * which computes nothing; a round sends them to all workers, and sets them to the mean of what comes back (synchronous local stochastic
 * gradient descent, Stich 2019; with the optimizer's state averaged likewise). Or a round is a single step along the mean of their
 * gradients, which is exactly a step on one machine.
 */
final class ClusterModel implements Trainable<Round> {
    private final ClusterTraining training;
    private final int stage;
    private final int batchSize;
    private final DataParallelTrainable own;
    private @Nullable ValueRange inputs;

    /** @param batchSize examples of a worker's batch */
    ClusterModel(ClusterTraining training, int stage, int batchSize) {
        this.training = training;
        this.stage = stage;
        this.batchSize = batchSize;
        this.own = training.networks().model(stage);
    }

    @Override
    public void begin() {
        own.begin();
    }

    @Override
    public List<String> lossParts() {
        return own.lossParts();
    }

    @Override
    public Losses train(Round round, TrainingStep step) {
        double epochsPerStep = 1.0 / round.stepsOfEpoch();
        // The loop counts rounds.
        long steps = step.number() / round.roundsOfEpoch() * round.stepsOfEpoch() + round.stepsBefore();
        ShardTask.Steps wanted = new ShardTask.Steps(
                round.epoch(),
                round.first(),
                round.batches(),
                steps,
                step.epochs(),
                epochsPerStep,
                step.learningRate());
        // One batch of each worker is a step that all of them take together.
        return training.config().cluster().batchesPerRound() == 1
                ? dividedStep(round, wanted)
                : localSteps(round, wanted);
    }

    /** One step on the batches of all workers: the gradients come back, and the step is taken here. */
    private Losses dividedStep(Round round, ShardTask.Steps wanted) {
        RoundSum sum = sumOf(round, withoutOptimizer(own.state(null)), (task, shard) -> task.gradient(shard, wanted));
        if (sum.isFinite()) {
            if (own.learnsStatistics()) {
                own.setParameters(sum.second());
            }
            own.move(sum.first(), wanted.step(0), sum.weight());
        }
        return sum.losses();
    }

    private static TrainingState withoutOptimizer(TrainingState state) {
        return new TrainingState(state.parameters(), new float[0]);
    }

    /** Some steps of each worker by itself; their weights come back, and are averaged. */
    private Losses localSteps(Round round, ShardTask.Steps wanted) {
        RoundSum sum = sumOf(round, own.state(null), (task, shard) -> task.train(shard, wanted));
        if (sum.isFinite()) {
            own.restore(new TrainingState(sum.first(), sum.second()));
        }
        return sum.losses();
    }

    /** A worker's part of a round. */
    private interface Work extends Serializable {
        ShardResult of(ShardTask task, Shard shard);
    }

    private RoundSum sumOf(Round round, TrainingState state, Work work) {
        if (inputs == null && StageBatches.needsInputs(training.config(), stage)) {
            inputs = onWorkers(
                    withoutOptimizer(state),
                    task -> ValueRange.merged(
                            training.data().training().map(task::inputs).collect()));
        }
        JavaRDD<Shard> shards = Partitions.of(training.data().training(), Set.copyOf(round.shards()));
        return onWorkers(state, task -> RoundSum.of(shards.map(shard -> work.of(task, shard)), lossParts()));
    }

    @Override
    public Losses losses(Round round) {
        JavaRDD<Shard> validation = training.data().validation();
        if (validation == null) {
            throw new IllegalStateException("a validation without examples");
        }
        return onWorkers(withoutOptimizer(own.state(null)), task -> {
            ShardLosses sum = new ShardLosses(lossParts());
            validation
                    .filter(shard -> shard.rows() > 0)
                    .map(task::validate)
                    .collect()
                    .forEach(sum::add);
            return sum.mean();
        });
    }

    /** A job for the workers that begins with some weights. */
    @FunctionalInterface
    private interface Job<T> {
        T run(ShardTask task);
    }

    private <T> T onWorkers(TrainingState state, Job<T> job) {
        StageNetworks networks = training.networks();
        Floats whole =
                networks.isPretraining(stage) ? new Floats(networks.whole().parameters()) : Floats.NONE;
        Broadcast<RoundState> sent = training.session()
                .spark()
                .broadcast(new RoundState(
                        stage, whole, new Floats(state.parameters()), new Floats(state.optimizerState()), inputs));
        try {
            return Failures.told(() -> job.run(new ShardTask(training.spec(), sent, batchSize)));
        } finally {
            sent.destroy();
        }
    }

    @Override
    public TrainingState state(@Nullable TrainingState old) {
        return own.state(old);
    }

    @Override
    public boolean isFinite() {
        return own.isFinite();
    }

    @Override
    public void restore(TrainingState state) {
        own.restore(state);
    }
}
