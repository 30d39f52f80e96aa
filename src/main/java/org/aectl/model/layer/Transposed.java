package org.aectl.model.layer;

import java.util.Objects;
import org.aectl.kernel.MatrixProduct;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer with the weights of another, transposed: {@code y = f(x W^T + b)}. Tied weights, in other words. */
final class Transposed extends Affine {
    private static final long serialVersionUID = 1L;

    private transient @Nullable FullyConnected owner;

    Transposed(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /** Says whose weights are used; to be called once the graph holds both layers. */
    void tieTo(FullyConnected weightsOwner) {
        if (weightsOwner.inputs() != outputs() || weightsOwner.outputs() != inputs()) {
            throw new IllegalArgumentException("weights of " + weightsOwner.inputs() + "x" + weightsOwner.outputs()
                    + " cannot be used transposed for " + inputs() + "x" + outputs());
        }
        this.owner = weightsOwner;
    }

    private FullyConnected owner() {
        if (owner == null) {
            throw new IllegalStateException("this layer was not tied to another " + layerId());
        }
        return owner;
    }

    @Override
    protected void multiply(INDArray x, INDArray target) {
        MatrixProduct.compute(x, false, owner().getParam(WEIGHTS), true, target, 0);
    }

    @Override
    protected void multiplyBack(
            INDArray delta, @Nullable INDArray inputGradient, Gradient gradient, LayerWorkspaceMgr workspaces) {
        owner().leaveTiedGradient(delta, input);
        MatrixProduct.compute(delta, false, owner().getParam(WEIGHTS), false, Objects.requireNonNull(inputGradient), 0);
    }

    @Override
    protected INDArray alongBias(INDArray outputs) {
        return outputs;
    }
}
