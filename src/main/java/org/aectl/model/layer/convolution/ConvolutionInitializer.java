package org.aectl.model.layer.convolution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.model.layer.Affine;
import org.aectl.model.layer.OwnLayer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters of a convolution, transposed or not: weights as {@link ConvolutionOperation} wants them, then biases. */
final class ConvolutionInitializer implements ParamInitializer {
    static final ConvolutionInitializer INSTANCE = new ConvolutionInitializer();

    private ConvolutionInitializer() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        ImageConvolutionLayer convolution = (ImageConvolutionLayer) layer;
        return convolution.shape().weights() + convolution.biases();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return ((OwnLayer) layer).hasBias() ? List.of(Affine.WEIGHTS, Affine.BIAS) : weightKeys(layer);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(Affine.WEIGHTS);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return ((OwnLayer) layer).hasBias() ? List.of(Affine.BIAS) : List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return Affine.WEIGHTS.equals(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return Affine.BIAS.equals(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        ImageConvolutionLayer layer = (ImageConvolutionLayer) conf.getLayer();
        Map<String, INDArray> parameters = named(layer, view);
        parameters.keySet().forEach(conf::addVariable);
        if (initialize) {
            view.assign(0);
            initializeWeights(layer, Objects.requireNonNull(parameters.get(Affine.WEIGHTS)));
        }
        return parameters;
    }

    /** With stride, an image's pixel is under only some of the places of a filter: 1 in stride x stride. */
    private static void initializeWeights(ImageConvolutionLayer layer, INDArray weights) {
        ConvolutionShape shape = layer.shape();
        double kernel = (double) shape.kernel() * shape.kernel();
        double stride = (double) shape.stride() * shape.stride();
        double underFilter = kernel * shape.image().channels();
        double overPixel = kernel * shape.filters() / stride;
        INDArray flat = weights.reshape('c', 1, weights.length());
        layer.getWeightInitFn()
                .init(
                        layer.isTransposed() ? overPixel : underFilter,
                        layer.isTransposed() ? underFilter : overPixel,
                        weights.shape(),
                        'c',
                        flat);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return named((ImageConvolutionLayer) conf.getLayer(), view);
    }

    private static Map<String, INDArray> named(ImageConvolutionLayer layer, INDArray view) {
        ConvolutionShape shape = layer.shape();
        INDArray flat = view.reshape(view.length());
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        parameters.put(
                Affine.WEIGHTS,
                flat.get(NDArrayIndex.interval(0, shape.weights()))
                        .reshape(
                                'c',
                                shape.kernel(),
                                shape.kernel(),
                                shape.image().channels(),
                                shape.filters()));
        if (layer.hasBias()) {
            parameters.put(
                    Affine.BIAS,
                    flat.get(NDArrayIndex.interval(shape.weights(), view.length()))
                            .reshape(1, layer.biases()));
        }
        return parameters;
    }
}
