package org.aectl.model.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the configurations of our layers with parameters have in common. */
public abstract class OwnLayer extends FeedForwardLayer {
    private static final long serialVersionUID = 1L;

    private final boolean bias;

    public OwnLayer(OwnBuilder<?> builder) {
        super(builder);
        this.bias = builder.bias;
    }

    /** The layer itself, still without parameters. */
    protected abstract BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType);

    /** Whether the layer adds biases; it needs none before a normalization, which takes them away again. */
    public boolean hasBias() {
        return bias;
    }

    /** Number of biases. */
    protected long biases() {
        return bias ? getNOut() : 0;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parametersView,
            boolean initializeParameters,
            DataType dataType) {
        BaseLayer<FeedForwardLayer> layer = create(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(parametersView);
        layer.setParamTable(initializer().init(conf, parametersView, initializeParameters));
        layer.setConf(conf);
        return layer;
    }

    /** A layer that needs no working memory beyond its activations. */
    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, InputType.feedForward(getNOut()))
                .standardMemory(parameters, getIUpdater().stateSize(parameters))
                .workingMemory(0, 0, 0, getNOut())
                .cacheMemory(0, 0)
                .build();
    }

    /** Collects what a layer needs. */
    public abstract static class OwnBuilder<T extends OwnBuilder<T>> extends FeedForwardLayer.Builder<T> {
        private boolean bias = true;

        /** Leaves the biases out. */
        @SuppressWarnings("unchecked")
        public T withoutBias() {
            this.bias = false;
            return (T) this;
        }
    }
}
