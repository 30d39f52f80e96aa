package org.aectl.model.likelihood;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of {@link LikelihoodLoss}. */
public class LikelihoodLossLayer extends LossLayer {
    private final Likelihood likelihood;

    protected LikelihoodLossLayer(Builder builder) {
        super(builder);
        this.likelihood = builder.likelihood;
    }

    /** What the output means. */
    public Likelihood likelihood() {
        return likelihood;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parametersView,
            boolean initializeParameters,
            DataType dataType) {
        LikelihoodLoss layer = new LikelihoodLoss(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parametersView);
        layer.setParamTable(initializer().init(conf, parametersView, initializeParameters));
        layer.setConf(conf);
        return layer;
    }

    /** Collects what the layer needs. */
    @SuppressWarnings("unchecked")
    public static class Builder extends LossLayer.Builder {
        private final Likelihood likelihood;

        public Builder(Likelihood likelihood) {
            this.likelihood = likelihood;
        }

        @Override
        public LikelihoodLossLayer build() {
            return new LikelihoodLossLayer(this);
        }
    }
}
