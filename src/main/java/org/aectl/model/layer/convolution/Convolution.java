package org.aectl.model.layer.convolution;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.aectl.config.Activation;
import org.aectl.model.layer.Activations;
import org.aectl.model.layer.Affine;
import org.aectl.model.layer.FirstLayer;
import org.aectl.model.layer.LayerInstance;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.ParameterBlock;
import org.aectl.model.layer.StockNetwork;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of pictures (LeCun et al. 1989): {@code y = f(x * W + b)} with a bias for each filter. Pictures come and
 * go as rows, [examples, channels x height x width].
 *
 * @param bias whether each filter has a bias
 */
public record Convolution(String name, ConvolutionShape shape, Activation activation, boolean bias)
        implements LayerPlan {
    @Override
    public String kind() {
        return "convolution";
    }

    @Override
    public int inputs() {
        return shape.image().size();
    }

    @Override
    public int outputs() {
        return shape.features().size();
    }

    @Override
    public String shapeOfOutputs() {
        return shape.features().toString();
    }

    @Override
    public List<ParameterBlock> parameterBlocks() {
        ParameterBlock weights = shape.weightBlock(shape.seenByFeature(), shape.seeingPixel());
        return bias ? List.of(weights, ParameterBlock.biases(shape.filters())) : List.of(weights);
    }

    @Override
    public LayerInstance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(conf, dataType, shape);
    }

    @Override
    public double flops() {
        return shape.flops();
    }

    /** Without oneDNN, each place of a filter is copied out. */
    @Override
    public long scratch() {
        return shape.weights() / shape.filters() * (outputs() / shape.filters());
    }

    @Override
    public void addSize(List<String> sizes) {
        if (sizes.size() == 1) {
            // The network starts as a picture.
            sizes.set(0, shape.image().toString());
        }
        sizes.add(shape.features().toString());
    }

    @Override
    public Convolution as(String newName, Activation newActivation, String code) {
        return new Convolution(newName, shape, newActivation, bias);
    }

    @Override
    public void export(StockNetwork stock) {
        stock.toPicture(shape.image());
        stock.append(
                name,
                new ConvolutionLayer.Builder(shape.kernel(), shape.kernel())
                        .stride(shape.stride(), shape.stride())
                        .convolutionMode(shape.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                        .nIn(shape.image().channels())
                        .nOut(shape.filters())
                        .hasBias(bias)
                        .activation(Activations.of(activation))
                        .build());
        stock.gavePicture(shape.features());
        stock.copy(name, ParameterBlock.WEIGHTS, name, ConvolutionShape::toStock);
        if (bias) {
            stock.copy(name, ParameterBlock.BIAS, name, UnaryOperator.identity());
        }
    }

    /** Computes it. */
    private static final class Instance extends Affine implements FirstLayer {
        private final transient ConvolutionOperation operation;
        private transient boolean isInputGradientLeftOut;

        Instance(NeuralNetConfiguration conf, DataType dataType, ConvolutionShape shape) {
            super(conf, dataType);
            this.operation = new ConvolutionOperation(shape);
        }

        @Override
        protected void multiply(INDArray x, INDArray target) {
            operation.convolve(x, getParam(WEIGHTS), target);
        }

        @Override
        protected void multiplyBack(
                INDArray delta, @Nullable INDArray inputGradient, Gradient gradient, LayerWorkspaceMgr workspaces) {
            INDArray weightGradient = gradientView(WEIGHTS);
            INDArray target = Objects.requireNonNull(inputGradient);
            if (isInputGradientLeftOut) {
                operation.weightsGradient(input, getParam(WEIGHTS), delta, target, weightGradient);
            } else {
                operation.gradients(input, getParam(WEIGHTS), delta, target, weightGradient);
            }
            gradient.setGradientFor(WEIGHTS, weightGradient);
        }

        @Override
        public void leaveOutInputGradient(boolean isLeftOut) {
            this.isInputGradientLeftOut = isLeftOut;
        }

        @Override
        protected INDArray alongBias(INDArray outputs) {
            return operation.features(outputs);
        }
    }
}
