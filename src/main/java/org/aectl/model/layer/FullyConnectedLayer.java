package org.aectl.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;

/** Configuration of a {@link FullyConnected} layer. Its parameters lie as those of a stock dense layer do. */
public class FullyConnectedLayer extends FeedForwardLayer {
    private static final long serialVersionUID = 1L;

    protected FullyConnectedLayer(Builder builder) {
        super(builder);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parametersView,
            boolean initializeParameters,
            DataType dataType) {
        FullyConnected layer = new FullyConnected(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parametersView);
        layer.setParamTable(initializer().init(conf, parametersView, initializeParameters));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return DefaultParamInitializer.getInstance();
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return memoryReport(this, inputType, getIUpdater());
    }

    /** A layer that needs no working memory beyond its activations. */
    static LayerMemoryReport memoryReport(FeedForwardLayer layer, InputType inputType, IUpdater updater) {
        long parameters = layer.initializer().numParams(layer);
        return new LayerMemoryReport.Builder(
                        layer.getLayerName(), layer.getClass(), inputType, InputType.feedForward(layer.getNOut()))
                .standardMemory(parameters, updater.stateSize(parameters))
                .workingMemory(0, 0, 0, layer.getNOut())
                .cacheMemory(0, 0)
                .build();
    }

    /** Collects what a layer needs. */
    @SuppressWarnings("unchecked")
    public static class Builder extends FeedForwardLayer.Builder<Builder> {
        /**
         * @param inputs units of the layer before
         * @param outputs units of this layer
         */
        public Builder(int inputs, int outputs, IActivation activation) {
            nIn(inputs);
            nOut(outputs);
            activation(activation);
        }

        @Override
        public FullyConnectedLayer build() {
            return new FullyConnectedLayer(this);
        }
    }
}
