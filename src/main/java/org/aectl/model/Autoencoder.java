package org.aectl.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.config.ModelConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.Batch;
import org.aectl.data.ExampleShape;
import org.aectl.model.Sparsity.SparseLayer;
import org.aectl.model.layer.ActivationPenalty;
import org.aectl.model.layer.Likelihood;
import org.aectl.model.layer.Normalization;
import org.aectl.model.layer.Penalised;
import org.aectl.model.layer.ReconstructionLoss;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that learns to give back its input through a code. Takes and gives scaled features as batches or plain
 * arrays, example after example; nothing outside this package sees the framework. Not safe for several threads.
 */
public final class Autoencoder implements Trainable, AutoCloseable {
    private final ModelConfig model;
    private final TrainingConfig training;
    private final NetworkPlan plan;
    private final ComputationGraph graph;
    private final Likelihood likelihood;
    private final List<SparseLayer> sparseLayers;
    private final LearningRate rate;
    private final GradientClipping clipping;

    private Autoencoder(
            ModelConfig model, TrainingConfig training, NetworkPlan plan, ComputationGraph graph, LearningRate rate) {
        this.model = model;
        this.training = training;
        this.plan = plan;
        this.graph = graph;
        this.likelihood = GraphBuilder.likelihood(model);
        this.sparseLayers = Sparsity.layers(model, plan);
        this.rate = rate;
        this.clipping = new GradientClipping(training.gradientClip());
    }

    /**
     * A new network with random weights.
     *
     * @param example shape of one example
     * @param seed decides the initial weights
     */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, ExampleShape example, long seed) {
        return create(model, training, example, seed, DataType.FLOAT);
    }

    /** As above, for examples that are plain rows of so many features. */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, int features, long seed) {
        return create(model, training, ExampleShape.features(features), seed);
    }

    /** As {@link #create(ModelConfig, TrainingConfig, ExampleShape, long)}, in double precision for gradient checks. */
    static Autoencoder create(
            ModelConfig model, TrainingConfig training, ExampleShape example, long seed, DataType dataType) {
        NetworkPlan plan = NetworkPlan.of(model, example);
        LearningRate rate = new LearningRate();
        ComputationGraph graph = GraphBuilder.build(plan, model, training, rate, seed, dataType);
        return new Autoencoder(model, training, plan, graph, rate);
    }

    public NetworkPlan plan() {
        return plan;
    }

    /** Size of one example. */
    public int features() {
        return plan.encoder().get(0).inputs();
    }

    /** Number of code units. */
    public int codeSize() {
        return plan.decoder().get(0).inputs();
    }

    /** What keeps its hidden units quiet; empty where nothing does. */
    public Optional<SparsityConfig> sparsity() {
        return Optional.ofNullable(model.sparsity());
    }

    @Override
    public List<String> lossParts() {
        return List.copyOf(parts(0, 0).keySet());
    }

    @Override
    public Losses train(Batch batch, double learningRate, long step) {
        rate.set(learningRate);
        try (INDArray inputs = array(batch.inputs(), batch.count(), features());
                INDArray targets = targets(batch, inputs)) {
            graph.setInputs(inputs);
            graph.setLabels(targets);
            graph.computeGradientAndScore();
            Losses losses = new Losses(parts(lossLayer().reconstruction(), lastPenalty()));
            if (losses.isFinite()) {
                update(Math.toIntExact(step), batch.count());
            }
            return losses;
        } finally {
            graph.clear();
        }
    }

    private double lastPenalty() {
        double sum = 0;
        for (SparseLayer layer : sparseLayers) {
            sum += layer.penalty() == null ? 0 : ((Penalised) graph.getLayer(layer.name())).lastPenalty();
        }
        return sum;
    }

    private void update(int step, int examples) {
        INDArray gradient = graph.getFlattenedGradients();
        clipping.apply(gradient);
        graph.getUpdater(true).update(graph.gradient(), step, 0, examples, LayerWorkspaceMgr.noWorkspaces());
        graph.params().subi(gradient.reshape(gradient.length()));
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof Normalization normalization) {
                normalization.learnStatistics();
            }
        }
    }

    @Override
    public Losses losses(Batch batch) {
        double[] penalty = new double[1];
        double[] perExample = reconstructionLosses(batch, (layer, activations) -> {
            ActivationPenalty penalised = layer.penalty();
            penalty[0] += penalised == null ? 0 : penalised.penalty(activations);
        });
        return new Losses(parts(Arrays.stream(perExample).average().orElse(Double.NaN), penalty[0]));
    }

    /** The parts of the loss, in their order. */
    private Map<String, Double> parts(double reconstruction, double penalty) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put(Losses.RECONSTRUCTION, reconstruction);
        if (sparseLayers.stream().anyMatch(layer -> layer.penalty() != null)) {
            parts.put(Losses.SPARSITY, penalty);
        }
        if (training.l2() > 0) {
            parts.put(Losses.L2, graph.calcRegularizationScore(true));
        }
        return parts;
    }

    /** Reconstruction loss of each example of a batch. */
    public double[] reconstructionLosses(Batch batch) {
        return reconstructionLosses(batch, (layer, activations) -> {});
    }

    private double[] reconstructionLosses(Batch batch, BiConsumer<SparseLayer, INDArray> observer) {
        try (INDArray inputs = array(batch.inputs(), batch.count(), features());
                INDArray targets = targets(batch, inputs);
                INDArray output = forward(inputs, plan.layers().toList(), observer);
                INDArray losses = likelihood.lossPerExample(output, targets)) {
            return losses.toDoubleVector();
        }
    }

    /**
     * How active the units are that {@code model.sparsity} acts on: for kl the numbers whose mean is compared with rho,
     * for the others absolute activations.
     *
     * @return for each of these layers, in the direction of the data, [examples, units] row by row; empty without sparsity
     */
    public List<float[]> activity(Batch batch) {
        List<float[]> activity = new ArrayList<>();
        try (INDArray inputs = array(batch.inputs(), batch.count(), features())) {
            forward(inputs, plan.layers().toList(), (layer, activations) -> {
                        float[] values = activations.data().asFloat();
                        layer.toActivity(values);
                        activity.add(values);
                    })
                    .close();
        }
        return activity;
    }

    /**
     * Codes of examples.
     *
     * @param features scaled, example after example
     * @return {@code count * codeSize()} numbers
     */
    public float[] encode(float[] features, int count) {
        try (INDArray input = array(features, count, features());
                INDArray code = forward(input, plan.encoder())) {
            return code.data().asFloat();
        }
    }

    /**
     * The output for given codes: for each feature its expected value.
     *
     * @param codes {@code count * codeSize()} numbers
     * @return {@code count * features()} numbers, scaled as the features are
     */
    public float[] decode(float[] codes, int count) {
        try (INDArray code = array(codes, count, codeSize());
                INDArray output = forward(code, plan.decoder())) {
            return likelihood.mean(output).data().asFloat();
        }
    }

    /** {@link #decode} of {@link #encode}. */
    public float[] reconstruct(float[] features, int count) {
        try (INDArray input = array(features, count, features());
                INDArray output = forward(input, plan.layers().toList())) {
            return likelihood.mean(output).data().asFloat();
        }
    }

    private INDArray forward(INDArray input, List<LayerPlan> layers) {
        return forward(input, layers, (layer, activations) -> {});
    }

    private INDArray forward(INDArray input, List<LayerPlan> layers, BiConsumer<SparseLayer, INDArray> observer) {
        INDArray values = input;
        for (LayerPlan plannedLayer : layers) {
            Layer layer = graph.getLayer(plannedLayer.name());
            INDArray next = layer.activate(values, false, LayerWorkspaceMgr.noWorkspaces());
            layer.clear();
            for (SparseLayer sparse : sparseLayers) {
                if (sparse.name().equals(plannedLayer.name())) {
                    observer.accept(sparse, next);
                }
            }
            if (values != input) {
                values.close();
            }
            values = next;
        }
        return values;
    }

    private INDArray targets(Batch batch, INDArray inputs) {
        return batch.features() == batch.inputs() ? inputs : array(batch.features(), batch.count(), features());
    }

    private INDArray array(float[] values, int rows, int columns) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException("expected " + rows + " x " + columns + " values, got " + values.length);
        }
        INDArray array = Nd4j.create(values, new long[] {rows, columns}, 'c');
        return array.castTo(graph.params().dataType());
    }

    private ReconstructionLoss lossLayer() {
        return (ReconstructionLoss) graph.getLayer(GraphBuilder.RECONSTRUCTION);
    }

    /** All weights and biases, in the graph's order. */
    public float[] parameters() {
        return graph.params().dup().data().asFloat();
    }

    /**
     * Takes over weights and biases.
     *
     * @param values as {@link #parameters} gave them
     */
    public void setParameters(float[] values) {
        assign(values, graph.params(), "parameters");
    }

    /** What the optimizer remembers from step to step; empty for one that remembers nothing. */
    public float[] optimizerState() {
        INDArray state = graph.getUpdater(true).getStateViewArray();
        return state == null ? new float[0] : state.dup().data().asFloat();
    }

    /**
     * Takes over what an optimizer remembered.
     *
     * @param values as {@link #optimizerState} gave them
     */
    public void setOptimizerState(float[] values) {
        INDArray state = graph.getUpdater(true).getStateViewArray();
        if (state != null || values.length > 0) {
            assign(values, state == null ? Nd4j.empty() : state, "optimizer state");
        }
    }

    private static void assign(float[] values, INDArray target, String what) {
        if (values.length != target.length()) {
            throw new IllegalArgumentException(
                    what + " of this network has " + target.length() + " numbers, got " + values.length);
        }
        try (INDArray source = Nd4j.create(values, target.shape(), 'c')) {
            target.assign(source);
        }
    }

    /** Why there is no {@link #writeStockModel} of this network; empty where there is. */
    public Optional<String> stockModelObstacle() {
        return model.sparsity() instanceof SparsityConfig.TopK
                ? Optional.of(
                        "Deeplearning4j has no layer that keeps the largest activations only (model.sparsity top-k)")
                : Optional.empty();
    }

    /**
     * Writes the network as a zip archive that Deeplearning4j's ModelSerializer restores, built of its own layers only.
     *
     * @throws IllegalStateException if {@link #stockModelObstacle} gives a reason against it
     */
    public void writeStockModel(OutputStream out) throws IOException {
        stockModelObstacle().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        StockModel.write(plan, model, training, graph, out);
    }

    ComputationGraph graph() {
        return graph;
    }

    @Override
    public void close() {
        graph.close();
    }
}
