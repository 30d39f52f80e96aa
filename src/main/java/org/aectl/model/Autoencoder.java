package org.aectl.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.batch.Batch;
import org.aectl.model.code.Prior;
import org.aectl.model.likelihood.LikelihoodLoss;
import org.aectl.model.likelihood.Likelihoods;
import org.aectl.model.objective.Losses;
import org.aectl.model.objective.Objective;
import org.aectl.model.objective.Regularisers;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that learns to give back its input through a code. Takes scaled features as batches. Not safe for several threads.
 */
public final class Autoencoder extends NetworkModel implements DataParallelTrainable {
    private final ModelConfig model;
    private final Codec codec;
    private final Objective objective;
    private final Regularisers regularisers;

    private Autoencoder(ModelConfig model, TrainingConfig training, Network network) {
        super(training, network);
        this.model = model;
        this.codec = new Codec(model, network);
        this.objective = Objective.of(model, network.layer(NetworkPlan.CODE), network.lossLayer());
        this.regularisers = Regularisers.of(model, training, plan(), network::layer, network::weightDecay);
    }

    /**
     * A new network with random weights.
     *
     * @param plan of the network for the data
     * @param seed decides the initial weights
     */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, NetworkPlan plan, long seed) {
        return create(model, training, plan, seed, DataType.FLOAT);
    }

    /** As above, in any precision: gradient checks want the double one. */
    static Autoencoder create(
            ModelConfig model, TrainingConfig training, NetworkPlan plan, long seed, DataType dataType) {
        var likelihood = Likelihoods.of(model, plan.example().size());
        return new Autoencoder(model, training, Network.create(plan, model, likelihood, training, seed, dataType));
    }

    /** Another one over the same weights, for another thread. Neither may be trained meanwhile; this one must be closed last. */
    public Autoencoder sharing() {
        return new Autoencoder(model, training, network.sharing(model, Likelihoods.of(model, features()), training));
    }

    /** Number of code units. */
    public int codeSize() {
        return plan().codeSize();
    }

    /** What it makes of examples. */
    public Codec codec() {
        return codec;
    }

    /** What its codes are drawn to, so that new ones can be drawn from it; empty where nothing does that. */
    public Optional<Prior> prior() {
        return Prior.of(model);
    }

    /** Whether the code of each example is a distribution, so that the likelihood of the example has a bound. */
    public boolean hasPosterior() {
        return model.hasPosterior();
    }

    /** Random numbers that {@link #train} and {@link #losses} want for each example, the code's first: {@link Batch#codeNoise}. */
    public int codeNoise() {
        return model.samples() * network.bottleneck().noise() + regularisers.noise();
    }

    Regularisers regularisers() {
        return regularisers;
    }

    /** {@link Objective#divergenceWeight}. */
    public OptionalDouble divergenceWeight() {
        return objective.divergenceWeight();
    }

    @Override
    public List<String> lossParts() {
        return Stream.of(List.of(Losses.RECONSTRUCTION), objective.parts(), regularisers.parts())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Losses train(Batch batch, TrainingStep step) {
        try {
            Losses losses = computeGradient(batch, step);
            if (losses.isFinite()) {
                network.update(step, batch.count());
            }
            return losses;
        } finally {
            network.clear();
        }
    }

    @Override
    public GradientShare gradient(Batch batch, TrainingStep step) {
        try {
            Losses losses = computeGradient(batch, step);
            if (!losses.isFinite()) {
                return new GradientShare(losses, new float[0], batch.count());
            }
            network.learnStatistics();
            return new GradientShare(losses, network.gradient(), batch.count());
        } finally {
            network.clear();
        }
    }

    @Override
    public boolean learnsStatistics() {
        return network.learnsStatistics();
    }

    @Override
    public void move(float[] gradient, TrainingStep step, int examples) {
        network.setGradient(gradient);
        network.move(step, examples);
    }

    /** Both passes of a step; the network then has the gradient. */
    private Losses computeGradient(Batch batch, TrainingStep step) {
        objective.at(step.epochs());
        draw(batch);
        network.condition(batch.labels());
        try (INDArray inputs = network.array(batch.inputs(), batch.count(), features());
                INDArray targets = codec.targets(batch, inputs)) {
            network.computeGradient(inputs, targets);
            regularisers.addWeightGradient();
            LikelihoodLoss loss = network.lossLayer();
            return losses(loss.loss(), loss.rowLosses());
        }
    }

    /** Hands on the random numbers of a batch. */
    private void draw(Batch batch) {
        int ofCode = batch.noises() - regularisers.noise();
        if (ofCode < 0) {
            throw new IllegalArgumentException("a batch without the random numbers that its loss wants");
        }
        codec.draw(batch.noise(0, ofCode));
        regularisers.draw(batch, ofCode);
    }

    @Override
    public Losses losses(Batch batch) {
        draw(batch);
        objective.atEnd();
        double[] rows = codec.rowLosses(batch, regularisers::observe);
        return losses(Arrays.stream(rows).average().orElse(Double.NaN), rows);
    }

    private Losses losses(double reconstruction, double[] rows) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put(Losses.RECONSTRUCTION, reconstruction);
        double objectiveValue = objective.total(reconstruction, rows, parts);
        return new Losses(regularisers.addTo(objectiveValue, parts), parts);
    }

    @Override
    public float[] optimizerState() {
        return network.optimizerState();
    }

    @Override
    public void setOptimizerState(float[] values) {
        network.setOptimizerState(values);
    }

    /** What it was made by. */
    public ModelConfig model() {
        return model;
    }

    /** What its training was made by. */
    public TrainingConfig training() {
        return training;
    }

    /** Deeplearning4j's graph, which the weights are in. */
    public ComputationGraph graph() {
        return network.graph();
    }
}
