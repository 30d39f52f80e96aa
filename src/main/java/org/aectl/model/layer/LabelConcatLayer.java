package org.aectl.model.layer;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of a {@link LabelConcat}, which has no parameters. */
public class LabelConcatLayer extends OwnLayer {
    private static final long serialVersionUID = 1L;

    protected LabelConcatLayer(Builder builder) {
        super(builder);
    }

    @Override
    protected BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType) {
        return new LabelConcat(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return BiasInitializer.INSTANCE;
    }

    /** Collects what a layer needs. */
    @SuppressWarnings("unchecked")
    public static final class Builder extends OwnBuilder<Builder> {
        /**
         * @param values of an example before the labels
         * @param classes there are
         */
        public Builder(int values, int classes) {
            nIn(values);
            nOut(values + classes);
            activation(new ActivationIdentity());
            withoutBias();
        }

        @Override
        public LabelConcatLayer build() {
            return new LabelConcatLayer(this);
        }
    }
}
