package org.aectl.model.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters of a {@link BatchNorm}, named as those of the stock layer: a value of each for each channel. */
final class BatchNormInitializer implements ParamInitializer {
    static final BatchNormInitializer INSTANCE = new BatchNormInitializer();

    static final String GAMMA = BatchNormalizationParamInitializer.GAMMA;
    static final String BETA = BatchNormalizationParamInitializer.BETA;
    static final String MEAN = BatchNormalizationParamInitializer.GLOBAL_MEAN;
    static final String VARIANCE = BatchNormalizationParamInitializer.GLOBAL_VAR;

    private static final List<String> NAMES = List.of(GAMMA, BETA, MEAN, VARIANCE);

    private BatchNormInitializer() {}

    /** Whether a parameter is observed, not trained. */
    static boolean isStatistic(String name) {
        return MEAN.equals(name) || VARIANCE.equals(name);
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return (long) NAMES.size() * ((BatchNormLayer) layer).channels();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return NAMES;
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return false;
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialize) {
        Map<String, INDArray> parameters = getGradientsFromFlattened(conf, view);
        parameters.forEach((name, values) -> {
            conf.addVariable(name);
            if (initialize) {
                values.assign(name.equals(GAMMA) || name.equals(VARIANCE) ? 1 : 0);
            }
        });
        return parameters;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        int channels = ((BatchNormLayer) conf.getLayer()).channels();
        INDArray flat = view.reshape(view.length());
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        for (String name : NAMES) {
            long start = (long) parameters.size() * channels;
            parameters.put(
                    name,
                    flat.get(NDArrayIndex.interval(start, start + channels)).reshape(1, channels));
        }
        return parameters;
    }
}
