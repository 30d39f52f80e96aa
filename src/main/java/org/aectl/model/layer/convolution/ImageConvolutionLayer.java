package org.aectl.model.layer.convolution;

import org.aectl.model.layer.OwnLayer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;

/** Configuration of an {@link ImageConvolution} or a {@link TransposedImageConvolution}. */
public class ImageConvolutionLayer extends OwnLayer {
    private static final long serialVersionUID = 1L;

    private final ConvolutionShape shape;
    private final boolean transposed;

    protected ImageConvolutionLayer(Builder builder) {
        super(builder);
        this.shape = builder.shape;
        this.transposed = builder.transposed;
    }

    ConvolutionShape shape() {
        return shape;
    }

    boolean isTransposed() {
        return transposed;
    }

    /** One for each channel of the output. */
    @Override
    protected long biases() {
        if (!hasBias()) {
            return 0;
        }
        return transposed ? shape.image().channels() : shape.filters();
    }

    @Override
    protected BaseLayer<FeedForwardLayer> create(NeuralNetConfiguration conf, DataType dataType) {
        return transposed ? new TransposedImageConvolution(conf, dataType) : new ImageConvolution(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return ConvolutionInitializer.INSTANCE;
    }

    /** Collects what a layer needs. */
    @SuppressWarnings("unchecked")
    public static class Builder extends OwnBuilder<Builder> {
        private final ConvolutionShape shape;
        private final boolean transposed;

        /**
         * @param transposed whether the layer goes from the features to the image
         */
        public Builder(ConvolutionShape shape, boolean transposed, IActivation activation) {
            this.shape = shape;
            this.transposed = transposed;
            int image = shape.image().size();
            int features = shape.features().size();
            nIn(transposed ? features : image);
            nOut(transposed ? image : features);
            activation(activation);
        }

        @Override
        public ImageConvolutionLayer build() {
            return new ImageConvolutionLayer(this);
        }
    }
}
