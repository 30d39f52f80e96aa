package org.aectl.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.kernel.OptimizerKernels;
import org.aectl.kernel.Transfer;
import org.aectl.model.code.Bottleneck;
import org.aectl.model.layer.BatchStatistics;
import org.aectl.model.layer.FirstLayer;
import org.aectl.model.layer.LabelConcat;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.likelihood.Likelihood;
import org.aectl.model.likelihood.LikelihoodLoss;
import org.aectl.model.optimizer.BlockwiseAdam;
import org.aectl.model.optimizer.GradientClipping;
import org.aectl.model.optimizer.LearningRate;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/** The graph of a {@link NetworkPlan}: passes in both directions, steps of the optimizer, and the numbers in it. */
final class Network implements AutoCloseable {
    private final NetworkPlan plan;
    private final ComputationGraph graph;
    private final LearningRate rate;
    private final GradientClipping clipping;
    private final boolean isDecaying;
    private final boolean ownsParameters;

    private Network(
            NetworkPlan plan,
            ComputationGraph graph,
            LearningRate rate,
            TrainingConfig training,
            boolean ownsParameters) {
        this.plan = plan;
        this.graph = graph;
        this.rate = rate;
        this.clipping = new GradientClipping(training.gradientClip());
        this.isDecaying = training.l2() > 0;
        this.ownsParameters = ownsParameters;
    }

    /** A network with random weights. */
    static Network create(
            NetworkPlan plan,
            ModelConfig model,
            Likelihood likelihood,
            TrainingConfig training,
            long seed,
            DataType dataType) {
        return create(plan, model, likelihood, training, seed, dataType, null);
    }

    private static Network create(
            NetworkPlan plan,
            ModelConfig model,
            Likelihood likelihood,
            TrainingConfig training,
            long seed,
            DataType dataType,
            @Nullable INDArray parameters) {
        LearningRate rate = new LearningRate();
        ComputationGraph graph =
                GraphBuilder.build(plan, model, likelihood, training, rate, seed, dataType, parameters);
        Layer first = graph.getLayer(plan.layers().findFirst().orElseThrow().name());
        if (first instanceof FirstLayer layer) {
            layer.leaveOutInputGradient(true);
        }
        return new Network(plan, graph, rate, training, parameters == null);
    }

    /** Another network over the same weights, which stay this one's; not to be trained. */
    Network sharing(ModelConfig model, Likelihood likelihood, TrainingConfig training) {
        return create(plan, model, likelihood, training, 0, dataType(), graph.params());
    }

    NetworkPlan plan() {
        return plan;
    }

    ComputationGraph graph() {
        return graph;
    }

    Layer layer(String name) {
        return graph.getLayer(name);
    }

    /** How it makes codes. */
    Bottleneck bottleneck() {
        return layer(NetworkPlan.CODE) instanceof Bottleneck bottleneck ? bottleneck : Bottleneck.DETERMINISTIC;
    }

    LikelihoodLoss lossLayer() {
        return (LikelihoodLoss) layer(GraphBuilder.LOSS);
    }

    DataType dataType() {
        return graph.params().dataType();
    }

    /** Gives a layer the parameters of another one of its kind and size. */
    static void copy(Layer from, Layer to) {
        from.paramTable().forEach((name, values) -> to.getParam(name).assign(values));
    }

    /** An array of this network's type, in 'c' order. */
    INDArray array(float[] values, int rows, int columns) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException("expected " + rows + " x " + columns + " values, got " + values.length);
        }
        return Transfer.toArray(values, rows, columns).castTo(dataType());
    }

    /** Says what class the next examples are of; does nothing in a network that does not ask for it. */
    void condition(int[] labels) {
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof LabelConcat.Instance condition) {
                condition.on(labels);
            }
        }
    }

    /**
     * The values after some of the plan's layers, without any draw from the batch in normalizations.
     *
     * @param observer is shown each layer's values, which are gone afterwards
     */
    INDArray forward(INDArray input, List<LayerPlan> layers, BiConsumer<LayerPlan, INDArray> observer) {
        INDArray values = input;
        for (LayerPlan planned : layers) {
            Layer layer = layer(planned.name());
            INDArray next = layer.activate(values, false, LayerWorkspaceMgr.noWorkspaces());
            layer.clear();
            observer.accept(planned, next);
            if (values != input) {
                values.close();
            }
            values = next;
        }
        return values;
    }

    /** Both passes of a step; the layers then know their gradients and parts of the loss. */
    void computeGradient(INDArray inputs, INDArray targets) {
        graph.setInputs(inputs);
        graph.setLabels(targets);
        graph.computeGradientAndScore();
    }

    /** Moves the parameters by the gradient that was computed, and has running statistics learn from the batch. */
    void update(TrainingStep step, int examples) {
        move(step, examples);
        learnStatistics();
    }

    /** Moves the parameters by the gradient. */
    void move(TrainingStep step, int examples) {
        rate.set(step.learningRate());
        clipping.apply(graph.getFlattenedGradients());
        move(Math.toIntExact(step.number()), examples);
    }

    /** The gradient that was computed, in the parameters' order. */
    float[] gradient() {
        INDArray gradient = graph.getFlattenedGradients();
        return Transfer.copy(gradient, new float[Math.toIntExact(gradient.length())]);
    }

    /** Takes over a gradient that was computed elsewhere. */
    void setGradient(float[] values) {
        assign(values, graph.getFlattenedGradients(), "numbers of a gradient");
    }

    /** Whether there are layers with running statistics, which learn from each batch. */
    boolean learnsStatistics() {
        return Arrays.stream(graph.getLayers()).anyMatch(BatchStatistics.class::isInstance);
    }

    /** Has these take the batch into their running statistics. */
    void learnStatistics() {
        for (Layer layer : graph.getLayers()) {
            if (layer instanceof BatchStatistics statistics) {
                statistics.learnStatistics();
            }
        }
    }

    private void move(int number, int examples) {
        ComputationGraphUpdater updater = graph.getUpdater(true);
        if (isDecaying) {
            updater.update(graph.gradient(), number, 0, examples, LayerWorkspaceMgr.noWorkspaces());
            subtract(graph.params(), graph.getFlattenedGradients());
            return;
        }
        // As it does, without looking for regularization at every parameter, which takes longer than a small network's
        // Adam.
        for (UpdaterBlock block : updater.getUpdaterBlocks()) {
            move(block, number);
        }
    }

    private void move(UpdaterBlock block, int number) {
        INDArray gradient = block.getGradientView();
        INDArray parameters = gradient.length() == graph.params().length()
                ? graph.params()
                : graph.params()
                        .reshape(graph.params().length())
                        .get(NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd()));
        GradientUpdater<?> updater = block.getGradientUpdater();
        if (!(updater instanceof BlockwiseAdam.Updater adam && adam.step(gradient, parameters, number))) {
            updater.applyUpdater(gradient, number, 0);
            subtract(parameters, gradient);
        }
    }

    private static void subtract(INDArray parameters, INDArray step) {
        if (OptimizerKernels.take(parameters, step)) {
            OptimizerKernels.subtract(parameters, step);
        } else {
            parameters.subi(step.reshape(step.length()));
        }
    }

    /** Forgets a step's values. */
    void clear() {
        graph.clear();
    }

    /** What weight decay adds to the loss. */
    double weightDecay() {
        return graph.calcRegularizationScore(true);
    }

    float[] parameters() {
        return Transfer.copy(
                graph.params(), new float[Math.toIntExact(graph.params().length())]);
    }

    void setParameters(float[] values) {
        assign(values, graph.params(), "parameters");
    }

    float[] optimizerState() {
        INDArray state = graph.getUpdater(true).getStateViewArray();
        return state == null ? new float[0] : Transfer.copy(state, new float[Math.toIntExact(state.length())]);
    }

    void setOptimizerState(float[] values) {
        INDArray state = graph.getUpdater(true).getStateViewArray();
        if (state != null || values.length > 0) {
            assign(values, state == null ? Nd4j.empty() : state, "optimizer values");
        }
    }

    TrainingState state(@Nullable TrainingState old) {
        if (old == null) {
            return new TrainingState(parameters(), optimizerState());
        }
        Transfer.copy(graph.params(), old.parameters());
        INDArray state = graph.getUpdater(true).getStateViewArray();
        if (state != null) {
            Transfer.copy(state, old.optimizerState());
        }
        return old;
    }

    boolean isFinite() {
        // One that is not leaves no sum that is.
        return Double.isFinite(graph.params().sumNumber().doubleValue());
    }

    void restore(TrainingState state) {
        setParameters(state.parameters());
        setOptimizerState(state.optimizerState());
    }

    private static void assign(float[] values, INDArray target, String what) {
        if (values.length != target.length()) {
            throw new InvalidInputException("the checkpoint's %s are %s, those of this network %,d"
                    .formatted(what, Counts.of(values.length, "number"), target.length()));
        }
        try (INDArray source = Nd4j.create(values, target.shape(), 'c')) {
            target.assign(source);
        }
    }

    /** Frees what is large. Not by the graph's own method, which collects all garbage of the program twice. */
    @Override
    public void close() {
        INDArray state = graph.getUpdater(true).getStateViewArray();
        if (state != null) {
            state.close();
        }
        INDArray gradients = graph.getFlattenedGradients();
        if (gradients != null) {
            gradients.close();
        }
        if (ownsParameters) {
            graph.params().close();
        }
    }
}
