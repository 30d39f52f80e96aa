package org.aectl.spark;

import java.util.List;
import java.util.Set;
import org.aectl.model.DividedTrainable;
import org.aectl.model.Losses;
import org.aectl.model.Trainable;
import org.aectl.model.TrainingState;
import org.aectl.model.TrainingStep;
import org.aectl.task.StageNetworks;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * What a stage trains, trained by the workers of a cluster. The weights between two rounds are those of this process's own network,
 * which computes nothing; a round sends them to all workers, and sets them to the mean of what comes back (synchronous local stochastic
 * gradient descent, Stich 2019; with the optimizer's state averaged likewise). Or a round is a single step along the mean of their
 * gradients, which is exactly a step on one machine.
 */
final class ClusterModel implements Trainable<Round> {
    private final JavaSparkContext spark;
    private final ClusterData data;
    private final Broadcast<TrainingSpec> spec;
    private final StageNetworks networks;
    private final int stage;
    private final int batchSize;
    private final boolean isDivided;
    private final DividedTrainable own;

    /**
     * @param batchSize examples of a worker's batch
     * @param isDivided whether every step is divided among the workers; otherwise each takes some by itself
     */
    ClusterModel(
            JavaSparkContext spark,
            ClusterData data,
            Broadcast<TrainingSpec> spec,
            StageNetworks networks,
            int stage,
            int batchSize,
            boolean isDivided) {
        this.spark = spark;
        this.data = data;
        this.spec = spec;
        this.networks = networks;
        this.stage = stage;
        this.batchSize = batchSize;
        this.isDivided = isDivided;
        this.own = networks.model(stage);
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
        return isDivided ? dividedStep(round, wanted) : localSteps(round, wanted);
    }

    /** One step on the batches of all workers: the gradients come back, and the step is taken here. */
    private Losses dividedStep(Round round, ShardTask.Steps wanted) {
        TrainingState state = own.state(null);
        List<GradientResult> results = onWorkers(withoutOptimizer(state), task -> Partitions.of(
                        data.training(), Set.copyOf(round.shards()))
                .map(shard -> task.gradient(shard, wanted))
                .collect());
        ShardLosses losses = new ShardLosses(lossParts());
        GradientSum gradient = new GradientSum();
        GradientSum statistics = new GradientSum();
        for (GradientResult result : results) {
            losses.add(result.losses());
            if (result.examples() > 0) {
                gradient.add(result.gradient().values(), result.examples());
                statistics.add(result.parameters().values(), result.examples());
            }
        }
        Losses mean = losses.mean();
        if (mean.isFinite()) {
            own.restore(new TrainingState(statistics.mean(), state.optimizerState()));
            own.move(gradient.mean(), wanted.step(0), gradient.examples());
        }
        return mean;
    }

    private static TrainingState withoutOptimizer(TrainingState state) {
        return new TrainingState(state.parameters(), new float[0]);
    }

    /** Some steps of each worker by itself; their weights come back, and are averaged. */
    private Losses localSteps(Round round, ShardTask.Steps wanted) {
        TrainingState state = own.state(null);
        RoundSum.Empty empty =
                new RoundSum.Empty(state.parameters().length, state.optimizerState().length, lossParts());
        RoundSum sum = onWorkers(
                state,
                task -> RoundSum.of(
                        Partitions.of(data.training(), Set.copyOf(round.shards()))
                                .map(shard -> task.train(shard, wanted)),
                        round.shards().size(),
                        empty));
        TrainingState mean = sum.mean();
        if (mean != null) {
            own.restore(mean);
        }
        return sum.losses();
    }

    @Override
    public Losses losses(Round round) {
        JavaRDD<Shard> validation = data.validation();
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
        float[] whole = networks.isPretraining(stage) ? networks.whole().parameters() : new float[0];
        Broadcast<RoundState> sent = spark.broadcast(new RoundState(
                stage, new Floats(whole), new Floats(state.parameters()), new Floats(state.optimizerState())));
        try {
            return Failures.told(() -> job.run(new ShardTask(spec, sent, batchSize)));
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
