package org.aectl.model.layer.convolution;

import java.util.Objects;
import org.aectl.model.layer.Affine;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A transposed convolution (Zeiler et al. 2010; Dumoulin and Visin 2016): the linear map of an {@link ImageConvolution}
 * in the other direction, with a bias for each channel of the image. It returns exactly the size that convolution
 * started from.
 */
final class TransposedImageConvolution extends Affine {
    private static final long serialVersionUID = 1L;

    private final transient ConvolutionOperation operation;

    TransposedImageConvolution(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.operation = new ConvolutionOperation(((ImageConvolutionLayer) layerConf()).shape());
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
