package org.aectl.model.export;

import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.ExampleShape;
import org.aectl.model.GraphBuilder;
import org.aectl.model.layer.Activations;
import org.aectl.model.layer.BatchNormLayer;
import org.aectl.model.layer.convolution.ConvolutionShape;
import org.aectl.model.likelihood.Likelihoods;
import org.aectl.model.optimizer.Optimizers;
import org.aectl.model.plan.LayerPlan;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;

/**
 * A {@link NetworkPlan} on Deeplearning4j's own layers. A planned layer becomes the layer of that name that holds its
 * weights, and where needed a few more with the endings below. Input and output are rows, as in our own graph.
 */
final class StockGraph {
    /** Of the layer that adds a transposed convolution's biases where it could not do so itself. */
    static final String BIAS = "-bias";

    /** The input that a conditional network takes its labels from, one-hot. */
    static final String LABEL = "label";
    /** The layer that gives the other half of a variational code; nothing follows it. */
    static final String LOG_VARIANCE = NetworkPlan.CODE + "-log-variance";

    private static final String ROW = "-row";
    private static final String CROPPED = "-cropped";
    private static final String PADDED = "-padded";
    private static final String ACTIVATION = "-activation";
    /** Of the output's weights, where the layer of that name can only be a loss. */
    private static final String LINEAR = "-linear";

    private final Likelihoods.Stock output;
    private final ComputationGraphConfiguration.GraphBuilder graph;
    private String before = GraphBuilder.INPUT;
    /** What the values are at this point; null for a row. */
    private @Nullable ExampleShape picture;
    /** What must be done to the values before the next layer takes them. */
    private @Nullable InputPreProcessor conversion;

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
        graph.allowDisconnected(model.type().isVariational());
        if (model.isConditional()) {
            graph.addInputs(LABEL);
        }
    }

    /** The network with weights still to be copied. */
    static ComputationGraph build(NetworkPlan plan, ModelConfig model, TrainingConfig training) {
        StockGraph stock = new StockGraph(model, training);
        plan.layers().forEach(stock::add);
        ComputationGraph graph =
                new ComputationGraph(stock.graph.setOutputs(NetworkPlan.OUTPUT).build());
        graph.init();
        return graph;
    }

    /** Name of the stock layer that holds the weights of a planned one; of a code's moments, those of the means. */
    static String weightsOf(LayerPlan layer) {
        if (layer.name().equals(NetworkPlan.MOMENTS)) {
            return NetworkPlan.CODE;
        }
        boolean isSplit =
                layer instanceof LayerPlan.TransposedConvolution && layer.name().equals(NetworkPlan.OUTPUT);
        return isSplit ? layer.name() + LINEAR : layer.name();
    }

    /** Name of the stock layer that holds the biases of a planned one. */
    static String biasesOf(LayerPlan layer) {
        boolean isApart = layer instanceof LayerPlan.TransposedConvolution convolution && needsPadding(convolution);
        return isApart ? weightsOf(layer) + BIAS : weightsOf(layer);
    }

    private void add(LayerPlan layer) {
        if (layer instanceof LayerPlan.Dense dense && layer.name().equals(NetworkPlan.MOMENTS)) {
            toRow();
            addMoments(dense);
        } else if (layer instanceof LayerPlan.Dense dense) {
            toRow();
            append(layer.name(), dense(dense));
        } else if (layer instanceof LayerPlan.LabelConcat) {
            addCondition(layer.name());
        } else if (layer instanceof LayerPlan.GaussianCode || layer instanceof LayerPlan.OutputVariance) {
            // The stock network gives the mean code and the mean output.
            return;
        } else if (layer instanceof LayerPlan.Convolution convolution) {
            addConvolution(convolution);
        } else if (layer instanceof LayerPlan.TransposedConvolution convolution) {
            addTransposed(convolution);
        } else if (layer instanceof LayerPlan.BatchNorm normalization) {
            addNormalization(normalization);
        } else {
            throw new IllegalArgumentException("unknown kind of layer: " + layer);
        }
    }

    private void addMoments(LayerPlan.Dense moments) {
        String from = before;
        InputPreProcessor needed = conversion;
        for (String half : new String[] {LOG_VARIANCE, NetworkPlan.CODE}) {
            before = from;
            conversion = needed;
            append(
                    half,
                    new DenseLayer.Builder()
                            .nIn(moments.inputs())
                            .nOut(moments.outputs() / 2)
                            .activation(Activations.of(Activation.IDENTITY))
                            .build());
        }
    }

    private void addCondition(String name) {
        toRow();
        if (conversion != null) {
            graph.addVertex(name + ROW, new PreprocessorVertex(conversion), before);
            conversion = null;
            before = name + ROW;
        }
        graph.addVertex(name, new MergeVertex(), before, LABEL);
        before = name;
    }

    private Layer dense(LayerPlan.Dense layer) {
        if (layer.name().equals(NetworkPlan.OUTPUT)) {
            return new OutputLayer.Builder(output.loss())
                    .nIn(layer.inputs())
                    .nOut(layer.outputs())
                    .activation(output.activation())
                    .build();
        }
        return new DenseLayer.Builder()
                .nIn(layer.inputs())
                .nOut(layer.outputs())
                .hasBias(layer.bias())
                .activation(Activations.of(layer.activation()))
                .build();
    }

    private void addConvolution(LayerPlan.Convolution layer) {
        ConvolutionShape shape = layer.shape();
        toPicture(shape.image());
        append(
                layer.name(),
                new ConvolutionLayer.Builder(shape.kernel(), shape.kernel())
                        .stride(shape.stride(), shape.stride())
                        .convolutionMode(shape.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                        .nIn(shape.image().channels())
                        .nOut(shape.filters())
                        .hasBias(layer.bias())
                        .activation(Activations.of(layer.activation()))
                        .build());
        picture = shape.features();
    }

    /**
     * The stock layer returns everything that the filters reach over. What is too much is cropped; where it is too
     * little, zeros follow, and the biases can only be added after them, by a convolution of single pixels.
     */
    private void addTransposed(LayerPlan.TransposedConvolution layer) {
        ConvolutionShape shape = layer.shape();
        boolean padded = needsPadding(layer);
        String name = weightsOf(layer);
        toPicture(shape.features());
        append(
                name,
                new Deconvolution2D.Builder(shape.kernel(), shape.kernel())
                        .stride(shape.stride(), shape.stride())
                        .convolutionMode(ConvolutionMode.Truncate)
                        .nIn(shape.filters())
                        .nOut(shape.image().channels())
                        .hasBias(layer.bias() && !padded)
                        .activation(Activations.of(padded ? Activation.IDENTITY : layer.activation()))
                        .build());
        crop(name, shape);
        if (padded) {
            pad(name, shape);
            append(
                    name + BIAS,
                    new ConvolutionLayer.Builder(1, 1)
                            .nIn(shape.image().channels())
                            .nOut(shape.image().channels())
                            .hasBias(layer.bias())
                            .activation(Activations.of(layer.activation()))
                            .build());
        }
        picture = shape.image();
        if (layer.name().equals(NetworkPlan.OUTPUT)) {
            toRow();
            append(
                    NetworkPlan.OUTPUT,
                    new LossLayer.Builder(output.loss())
                            .activation(output.activation())
                            .build());
        }
    }

    private static boolean needsPadding(LayerPlan.TransposedConvolution layer) {
        ConvolutionShape shape = layer.shape();
        return bottom(shape) < 0 || right(shape) < 0;
    }

    /** Rows at the bottom that are too many, or below 0 too few. */
    private static int bottom(ConvolutionShape shape) {
        return shape.reachedHeight() - shape.top() - shape.image().height();
    }

    private static int right(ConvolutionShape shape) {
        return shape.reachedWidth() - shape.left() - shape.image().width();
    }

    private void crop(String name, ConvolutionShape shape) {
        int[] sides = {shape.top(), Math.max(0, bottom(shape)), shape.left(), Math.max(0, right(shape))};
        if (sides[0] + sides[1] + sides[2] + sides[3] > 0) {
            append(name + CROPPED, new Cropping2D.Builder(sides).build());
        }
    }

    private void pad(String name, ConvolutionShape shape) {
        append(
                name + PADDED,
                new ZeroPaddingLayer.Builder(0, Math.max(0, -bottom(shape)), 0, Math.max(0, -right(shape))).build());
    }

    private void addNormalization(LayerPlan.BatchNorm layer) {
        append(
                layer.name(),
                new BatchNormalization.Builder()
                        .nIn(layer.channels())
                        .nOut(layer.channels())
                        .eps(BatchNormLayer.EPSILON)
                        .decay(BatchNormLayer.DECAY)
                        .useLogStd(false)
                        .build());
        append(
                layer.name() + ACTIVATION,
                new ActivationLayer.Builder()
                        .activation(Activations.of(layer.activation()))
                        .build());
    }

    private void toRow() {
        if (picture != null) {
            conversion = new CnnToFeedForwardPreProcessor(picture.height(), picture.width(), picture.channels());
            picture = null;
        }
    }

    private void toPicture(ExampleShape shape) {
        if (picture == null) {
            conversion = new FeedForwardToCnnPreProcessor(shape.height(), shape.width(), shape.channels());
        }
    }

    private void append(String name, Layer layer) {
        if (conversion == null) {
            graph.addLayer(name, layer, before);
        } else {
            graph.addLayer(name, layer, conversion, before);
        }
        conversion = null;
        before = name;
    }
}
