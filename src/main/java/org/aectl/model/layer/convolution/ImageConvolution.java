package org.aectl.model.layer.convolution;

import java.util.Objects;
import org.aectl.model.layer.Affine;
import org.aectl.model.layer.FirstLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of pictures (LeCun et al. 1989): {@code y = f(x * W + b)} with a bias for each filter. Pictures come and
 * go as rows, [examples, channels x height x width].
 */
final class ImageConvolution extends Affine implements FirstLayer {
    private static final long serialVersionUID = 1L;

    private final transient ConvolutionOperation operation;
    private transient boolean isInputGradientLeftOut;

    ImageConvolution(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.operation = new ConvolutionOperation(((ImageConvolutionLayer) layerConf()).shape());
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
