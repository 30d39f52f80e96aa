package org.aectl.model.layer;

import java.util.List;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/** Configuration of a {@link BatchNorm}. */
public class BatchNormLayer extends OwnLayer {
    private static final long serialVersionUID = 1L;

    /** Added to variances, as in Ioffe and Szegedy's implementation and the stock layer. */
    public static final double EPSILON = 1e-5;

    /** Share of the running statistics that stays at each step; the stock layer's default. */
    public static final double DECAY = 0.9;

    private final int channels;

    protected BatchNormLayer(Builder builder) {
        super(builder);
        this.channels = builder.channels;
    }

    int channels() {
        return channels;
    }

    @Override
    protected BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType) {
        return new BatchNorm(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return BatchNormInitializer.INSTANCE;
    }

    /** The optimizer must leave the running statistics alone; {@link BatchNorm#learnStatistics} moves them. */
    @Override
    public IUpdater getUpdaterByParam(String name) {
        return BatchNormInitializer.isStatistic(name) ? new NoOp() : super.getUpdaterByParam(name);
    }

    @Override
    public @Nullable List<Regularization> getRegularizationByParam(String name) {
        return null;
    }

    /** Collects what a layer needs. */
    @SuppressWarnings("unchecked")
    public static class Builder extends OwnBuilder<Builder> {
        private final int channels;

        /**
         * @param channels that are normalized, each on its own
         * @param positions of each channel: pixels of a picture, 1 for plain units
         */
        public Builder(int channels, int positions, IActivation activation) {
            this.channels = channels;
            nIn(channels * positions);
            nOut(channels * positions);
            activation(activation);
        }

        @Override
        public BatchNormLayer build() {
            return new BatchNormLayer(this);
        }
    }
}
