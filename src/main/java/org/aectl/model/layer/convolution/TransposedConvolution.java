package org.aectl.model.layer.convolution;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.aectl.config.Activation;
import org.aectl.model.layer.Activations;
import org.aectl.model.layer.Affine;
import org.aectl.model.layer.LayerInstance;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.ParameterBlock;
import org.aectl.model.layer.StockNetwork;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A transposed convolution (Zeiler et al. 2010; Dumoulin and Visin 2016): the linear map of a {@link Convolution}
 * in the other direction, with a bias for each channel of the image. It returns exactly the size that convolution
 * started from.
 *
 * @param shape of the convolution that goes the other way
 * @param bias whether each channel has a bias
 */
public record TransposedConvolution(String name, ConvolutionShape shape, Activation activation, boolean bias)
        implements LayerPlan {
    @Override
    public String kind() {
        return "transposed-convolution";
    }

    @Override
    public int inputs() {
        return shape.features().size();
    }

    @Override
    public int outputs() {
        return shape.image().size();
    }

    @Override
    public String shapeOfOutputs() {
        return shape.image().toString();
    }

    @Override
    public List<ParameterBlock> parameterBlocks() {
        ParameterBlock weights = shape.weightBlock(shape.seeingPixel(), shape.seenByFeature());
        return bias ? List.of(weights, ParameterBlock.biases(shape.image().channels())) : List.of(weights);
    }

    @Override
    public LayerInstance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(conf, dataType, shape);
    }

    /** The adjoint takes the same products the other way. */
    @Override
    public double flops() {
        return shape.flops();
    }

    /** As a convolution's, and a gradient that comes along with the one of the weights. */
    @Override
    public long scratch() {
        return shape.weights() / shape.filters() * (inputs() / shape.filters()) + outputs();
    }

    @Override
    public void addSize(List<String> sizes) {
        // The layer before made these values as a row.
        sizes.set(sizes.size() - 1, shape.features().toString());
        sizes.add(shape.image().toString());
    }

    @Override
    public TransposedConvolution as(String newName, Activation newActivation, String code) {
        return new TransposedConvolution(newName, shape, newActivation, bias);
    }

    /**
     * The stock layer returns everything that the filters reach over. What is too much is cropped; where it is too
     * little, zeros follow, and the biases can only be added after them, by a convolution of single pixels. Of an output
     * the layer of that name can only be the loss.
     */
    @Override
    public void export(StockNetwork stock) {
        boolean isOutput = stock.isOutput(this);
        boolean isPadded = bottom() < 0 || right() < 0;
        String weights = isOutput ? name + "-linear" : name;
        String biases = isPadded ? weights + "-bias" : weights;
        stock.toPicture(shape.features());
        stock.append(
                weights,
                new Deconvolution2D.Builder(shape.kernel(), shape.kernel())
                        .stride(shape.stride(), shape.stride())
                        .convolutionMode(ConvolutionMode.Truncate)
                        .nIn(shape.filters())
                        .nOut(shape.image().channels())
                        .hasBias(bias && !isPadded)
                        .activation(Activations.of(isPadded ? Activation.IDENTITY : activation))
                        .build());
        stock.copy(weights, ParameterBlock.WEIGHTS, name, ConvolutionShape::toStock);
        int[] sides = {shape.top(), Math.max(0, bottom()), shape.left(), Math.max(0, right())};
        if (sides[0] + sides[1] + sides[2] + sides[3] > 0) {
            stock.append(weights + "-cropped", new Cropping2D.Builder(sides).build());
        }
        if (isPadded) {
            stock.append(
                    weights + "-padded",
                    new ZeroPaddingLayer.Builder(0, Math.max(0, -bottom()), 0, Math.max(0, -right())).build());
            stock.append(
                    biases,
                    new ConvolutionLayer.Builder(1, 1)
                            .nIn(shape.image().channels())
                            .nOut(shape.image().channels())
                            .hasBias(bias)
                            .activation(Activations.of(activation))
                            .build());
            stock.makeIdentity(biases);
        }
        if (bias) {
            stock.copy(biases, ParameterBlock.BIAS, name, UnaryOperator.identity());
        }
        stock.gavePicture(shape.image());
        if (isOutput) {
            stock.toRow();
            stock.append(
                    name,
                    new LossLayer.Builder(stock.loss())
                            .activation(stock.outputActivation())
                            .build());
        }
    }

    /** Rows at the bottom that the filters reach over and the picture does not have; below 0, that it has more. */
    private int bottom() {
        return shape.reachedHeight() - shape.top() - shape.image().height();
    }

    private int right() {
        return shape.reachedWidth() - shape.left() - shape.image().width();
    }

    /** Computes it. */
    private static final class Instance extends Affine {
        private final transient ConvolutionOperation operation;

        Instance(NeuralNetConfiguration conf, DataType dataType, ConvolutionShape shape) {
            super(conf, dataType);
            this.operation = new ConvolutionOperation(shape);
        }

        @Override
        protected void multiply(INDArray x, INDArray target) {
            operation.transpose(x, getParam(WEIGHTS), target);
        }

        @Override
        protected void multiplyBack(
                INDArray delta, @Nullable INDArray inputGradient, Gradient gradient, LayerWorkspaceMgr workspaces) {
            INDArray weights = getParam(WEIGHTS);
            operation.convolve(delta, weights, Objects.requireNonNull(inputGradient));
            // <convolve(delta), x> as a function of the weights has the gradient that this layer needs.
            INDArray scratch = workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, delta.shape(), 'c');
            INDArray weightGradient = gradientView(WEIGHTS);
            operation.weightsGradient(delta, weights, input, scratch, weightGradient);
            gradient.setGradientFor(WEIGHTS, weightGradient);
        }

        @Override
        protected INDArray alongBias(INDArray outputs) {
            return operation.images(outputs);
        }
    }
}
