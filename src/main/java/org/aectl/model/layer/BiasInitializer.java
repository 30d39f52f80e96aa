package org.aectl.model.layer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parameters of a layer that has biases and nothing else, or not even those; they start at 0. */
public final class BiasInitializer implements ParamInitializer {
    public static final BiasInitializer INSTANCE = new BiasInitializer();

    private BiasInitializer() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return ((OwnLayer) layer).biases();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return ((OwnLayer) layer).hasBias() ? List.of(Affine.BIAS) : List.of();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return paramKeys(layer);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return false;
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return Affine.BIAS.equals(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        if (numParams(conf) == 0) {
            return Collections.emptyMap();
        }
        if (initialize) {
            view.assign(0);
        }
        conf.addVariable(Affine.BIAS);
        return named(conf, view);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return numParams(conf) == 0 ? Collections.emptyMap() : named(conf, view);
    }

    private Map<String, INDArray> named(NeuralNetConfiguration conf, INDArray view) {
        return Collections.singletonMap(Affine.BIAS, view.reshape(1, numParams(conf)));
    }
}
