package org.aectl.model.layer;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of a {@link GaussianCode}, which has no parameters of its own. */
public class GaussianCodeLayer extends OwnLayer {
    private static final long serialVersionUID = 1L;

    protected GaussianCodeLayer(Builder builder) {
        super(builder);
    }

    @Override
    protected BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType) {
        return new GaussianCode(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return BiasInitializer.INSTANCE;
    }

    /** Collects what a layer needs. */
    @SuppressWarnings("unchecked")
    public static class Builder extends OwnBuilder<Builder> {
        /** @param units of the code; the layer before gives twice as many */
        public Builder(int units) {
            nIn(2L * units);
            nOut(units);
            activation(new ActivationIdentity());
            withoutBias();
        }

        @Override
        public GaussianCodeLayer build() {
            return new GaussianCodeLayer(this);
        }
    }
}
