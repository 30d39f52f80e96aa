package org.aectl.model.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.ExampleShape;
import org.aectl.model.GraphBuilder;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.ParameterBlock;
import org.aectl.model.layer.StockNetwork;
import org.aectl.model.likelihood.Likelihoods;
import org.aectl.model.optimizer.Optimizers;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A {@link NetworkPlan} on Deeplearning4j's own layers. A planned layer becomes the layer of that name that holds its
 * weights, and where needed a few more, whose names begin with it. Input and output are rows, as in our own graph.
 */
final class StockGraph implements StockNetwork {
    /** The input that a conditional network takes its labels from, one-hot. */
    static final String LABEL = "label";

    private static final String ROW = "-row";

    private final Likelihoods.Stock output;
    private final ComputationGraphConfiguration.GraphBuilder graph;
    private final List<Copy> copies = new ArrayList<>();
    private String before = GraphBuilder.INPUT;
    /** What the values are at this point; null for a row. */
    private @Nullable ExampleShape picture;
    /** What must be done to the values before the next layer takes them. */
    private @Nullable InputPreProcessor conversion;

    /** Sets a parameter of the finished graph, given our own. */
    @FunctionalInterface
    private interface Copy {
        void run(ComputationGraph ours, ComputationGraph stock);
    }

    private StockGraph(ModelConfig model, TrainingConfig training) {
        this.output = Likelihoods.stock(model).orElseThrow();
        this.graph = new NeuralNetConfiguration.Builder()
                // Decides nothing, as all weights are copied; left out, the archive would hold the time of day.
                .seed(0)
                .updater(Optimizers.fixed(training.optimizer()))
                .l2(training.l2())
                .graphBuilder()
                .addInputs(GraphBuilder.INPUT);
        // Nothing follows the log-variances.
        graph.allowDisconnected(model.hasPosterior());
        if (model.isConditional()) {
            graph.addInputs(LABEL);
        }
    }

    /** The network with the weights of ours. */
    static ComputationGraph build(NetworkPlan plan, ModelConfig model, TrainingConfig training, ComputationGraph ours) {
        StockGraph stock = new StockGraph(model, training);
        plan.layers().forEach(layer -> layer.export(stock));
        ComputationGraph graph =
                new ComputationGraph(stock.graph.setOutputs(NetworkPlan.OUTPUT).build());
        graph.init();
        stock.copies.forEach(copy -> copy.run(ours, graph));
        return graph;
    }

    @Override
    public boolean isOutput(LayerPlan layer) {
        return layer.name().equals(NetworkPlan.OUTPUT);
    }

    @Override
    public LossFunction loss() {
        return output.loss();
    }

    @Override
    public IActivation outputActivation() {
        return output.activation();
    }

    @Override
    public void toRow() {
        if (picture != null) {
            conversion = new CnnToFeedForwardPreProcessor(picture.height(), picture.width(), picture.channels());
            picture = null;
        }
    }

    @Override
    public void toPicture(ExampleShape shape) {
        if (picture == null) {
            conversion = new FeedForwardToCnnPreProcessor(shape.height(), shape.width(), shape.channels());
        }
    }

    @Override
    public void gavePicture(ExampleShape shape) {
        picture = shape;
    }

    @Override
    public void append(String name, Layer layer) {
        appendBeside(name, layer);
        conversion = null;
        before = name;
    }

    @Override
    public void appendBeside(String name, Layer layer) {
        if (conversion == null) {
            graph.addLayer(name, layer, before);
        } else {
            graph.addLayer(name, layer, conversion, before);
        }
    }

    @Override
    public void appendLabel(String name) {
        toRow();
        if (conversion != null) {
            graph.addVertex(name + ROW, new PreprocessorVertex(conversion), before);
            conversion = null;
            before = name + ROW;
        }
        graph.addVertex(name, new MergeVertex(), before, LABEL);
        before = name;
    }

    @Override
    public void copy(String to, String parameter, String from, UnaryOperator<INDArray> layout) {
        copies.add((ours, stock) -> {
            INDArray target = parameter(stock, to, parameter);
            target.assign(layout.apply(parameter(ours, from, parameter)).reshape(target.shape()));
        });
    }

    @Override
    public void makeIdentity(String to) {
        copies.add((ours, stock) -> {
            INDArray weights = parameter(stock, to, ParameterBlock.WEIGHTS);
            weights.assign(Nd4j.eye(weights.size(0)).reshape(weights.shape()));
        });
    }

    private static INDArray parameter(ComputationGraph graph, String layer, String name) {
        return Objects.requireNonNull(graph.getLayer(layer).getParam(name));
    }
}
