package org.aectl.model.layer;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What computes a {@link LayerPlan} in a graph. Values are [examples, units] in 'c' order. */
public abstract class LayerInstance extends BaseLayer<FeedForwardLayer> {
    protected LayerInstance(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    protected long inputs() {
        return layerConf().getNIn();
    }

    protected long outputs() {
        return layerConf().getNOut();
    }

    /** Where the gradient of a parameter belongs. */
    public INDArray gradientView(String name) {
        return Objects.requireNonNull(gradientViews.get(name));
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
