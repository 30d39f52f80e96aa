package org.aectl.model.likelihood;

import org.aectl.model.layer.BiasInitializer;
import org.aectl.model.layer.OwnLayer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of an {@link OutputVariance}: its biases are log-variances. */
public class OutputVarianceLayer extends OwnLayer {
    private static final long serialVersionUID = 1L;

    protected OutputVarianceLayer(Builder builder) {
        super(builder);
    }

    @Override
    protected long biases() {
        return getNOut() - getNIn();
    }

    @Override
    protected BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType) {
        return new OutputVariance(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return BiasInitializer.INSTANCE;
    }

    /** Collects what a layer needs. */
    @SuppressWarnings("unchecked")
    public static class Builder extends OwnBuilder<Builder> {
        /**
         * @param features of an example
         * @param variances one for all features or one for each
         */
        public Builder(int features, int variances) {
            nIn(features);
            nOut(features + variances);
            activation(new ActivationIdentity());
        }

        @Override
        public OutputVarianceLayer build() {
            return new OutputVarianceLayer(this);
        }
    }
}
