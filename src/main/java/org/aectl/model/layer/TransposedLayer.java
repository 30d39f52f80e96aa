package org.aectl.model.layer;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of a {@link Transposed} layer: its only parameters of its own are the biases. */
public class TransposedLayer extends OwnLayer {
    private static final long serialVersionUID = 1L;

    protected TransposedLayer(Builder builder) {
        super(builder);
    }

    @Override
    protected BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType) {
        return new Transposed(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return BiasInitializer.INSTANCE;
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
        public TransposedLayer build() {
            return new TransposedLayer(this);
        }
    }
}
