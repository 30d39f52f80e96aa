package org.aectl.model.layer;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of a {@link FullyConnected} layer. Its parameters lie as those of a stock dense layer do. */
public class FullyConnectedLayer extends OwnLayer {
    private static final long serialVersionUID = 1L;

    private static final ParamInitializer INITIALIZER = new DefaultParamInitializer() {
        @Override
        protected boolean hasBias(Layer layer) {
            return ((OwnLayer) layer).hasBias();
        }
    };

    protected FullyConnectedLayer(Builder builder) {
        super(builder);
    }

    @Override
    protected BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType) {
        return new FullyConnected(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return INITIALIZER;
    }

    /** Collects what a layer needs. */
    @SuppressWarnings("unchecked")
    public static class Builder extends OwnBuilder<Builder> {
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
