package org.aectl.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of a {@link Transposed} layer: its only parameters of its own are the biases. */
public class TransposedLayer extends FeedForwardLayer {
    private static final long serialVersionUID = 1L;

    protected TransposedLayer(Builder builder) {
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
        Transposed layer = new Transposed(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parametersView);
        layer.setParamTable(initializer().init(conf, parametersView, initializeParameters));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return BiasInitializer.INSTANCE;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return FullyConnectedLayer.memoryReport(this, inputType, getIUpdater());
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
        public TransposedLayer build() {
            return new TransposedLayer(this);
        }
    }
}
