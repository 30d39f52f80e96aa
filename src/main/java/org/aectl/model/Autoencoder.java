package org.aectl.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.Batch;
import org.aectl.data.ExampleShape;
import org.aectl.model.layer.Likelihood;
import org.aectl.model.layer.Normalization;
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
    private final LearningRate rate;
    private final GradientClipping clipping;

    private Autoencoder(
            ModelConfig model, TrainingConfig training, NetworkPlan plan, ComputationGraph graph, LearningRate rate) {
        this.model = model;
        this.training = training;
        this.plan = plan;
        this.graph = graph;
        this.likelihood = GraphBuilder.likelihood(model);
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

    @Override
    public List<String> lossParts() {
        return training.l2() > 0 ? List.of(Losses.RECONSTRUCTION, Losses.L2) : List.of(Losses.RECONSTRUCTION);
    }

    @Override
    public Losses train(Batch batch, double learningRate, long step) {
        rate.set(learningRate);
        try (INDArray features = array(batch.features(), batch.count(), features())) {
            graph.setInputs(features);
            graph.setLabels(features);
            graph.computeGradientAndScore();
            Losses losses = losses(lossLayer().reconstruction());
            if (losses.isFinite()) {
                update(Math.toIntExact(step), batch.count());
            }
            return losses;
        } finally {
            graph.clear();
        }
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
        double[] perExample = reconstructionLosses(batch);
        double sum = 0;
        for (double loss : perExample) {
            sum += loss;
        }
        return losses(sum / perExample.length);
    }

    private Losses losses(double reconstruction) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put(Losses.RECONSTRUCTION, reconstruction);
        if (training.l2() > 0) {
            parts.put(Losses.L2, graph.calcRegularizationScore(true));
        }
        return new Losses(parts);
    }

    /** Reconstruction loss of each example of a batch. */
    public double[] reconstructionLosses(Batch batch) {
        try (INDArray features = array(batch.features(), batch.count(), features());
                INDArray losses = lossPerExample(features)) {
            return losses.toDoubleVector();
        }
    }

    INDArray lossPerExample(INDArray features) {
        try (INDArray output = forward(features, plan.layers().toList())) {
            return likelihood.lossPerExample(output, features);
        }
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
        INDArray values = input;
        for (LayerPlan plannedLayer : layers) {
            Layer layer = graph.getLayer(plannedLayer.name());
            INDArray next = layer.activate(values, false, LayerWorkspaceMgr.noWorkspaces());
            layer.clear();
            if (values != input) {
                values.close();
            }
            values = next;
        }
        return values;
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

    /**
     * Writes the network as a zip archive that Deeplearning4j's ModelSerializer restores, built of its own layers only.
     */
    public void writeStockModel(OutputStream out) throws IOException {
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
