package org.aectl.model.layer;

import org.aectl.kernel.MatrixProduct;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer: {@code y = f(x W + b)} for W of shape [inputs, outputs] and b of [outputs]. */
class FullyConnected extends Affine implements FirstLayer {
    private static final long serialVersionUID = 1L;

    private transient boolean tiedGradientAwaits;
    private transient boolean isInputGradientLeftOut;

    FullyConnected(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    protected void multiply(INDArray x, INDArray target) {
        MatrixProduct.compute(x, false, getParam(WEIGHTS), false, target, 0);
    }

    @Override
    protected void multiplyBack(
            INDArray delta, @Nullable INDArray inputGradient, Gradient gradient, LayerWorkspaceMgr workspaces) {
        INDArray weightGradient = gradientView(WEIGHTS);
        MatrixProduct.compute(input, true, delta, false, weightGradient, tiedGradientAwaits ? 1 : 0);
        tiedGradientAwaits = false;
        gradient.setGradientFor(WEIGHTS, weightGradient);
        if (inputGradient != null) {
            MatrixProduct.compute(delta, false, getParam(WEIGHTS), true, inputGradient, 0);
        }
    }

    @Override
    public void leaveOutInputGradient(boolean isLeftOut) {
        this.isInputGradientLeftOut = isLeftOut;
    }

    @Override
    @Nullable
    INDArray inputGradient(long examples, LayerWorkspaceMgr workspaces) {
        return isInputGradientLeftOut ? null : super.inputGradient(examples, workspaces);
    }

    @Override
    protected INDArray alongBias(INDArray outputs) {
        return outputs;
    }

    /**
     * Leaves the part of the weights' gradient that comes from a layer using them transposed; backpropagation reaches
     * that layer first, and this one then adds its own.
     *
     * @param delta gradient before that layer's activation, [examples, inputs of this layer]
     * @param code that layer's input, [examples, outputs of this layer]
     */
    void leaveTiedGradient(INDArray delta, INDArray code) {
        MatrixProduct.compute(delta, true, code, false, gradientView(WEIGHTS), 0);
        tiedGradientAwaits = true;
    }
}
