package org.aectl.model.layer;

import java.util.List;
import java.util.Objects;
import org.aectl.config.Activation;
import org.aectl.kernel.MatrixProduct;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fully connected layer with the weights of another, transposed: {@code y = f(x W^T + b)}. Tied weights, in other words.
 *
 * @param bias whether it has biases
 * @param owner name of the layer whose weights it uses, a {@link Dense} one nearer to the input
 */
public record TiedDense(String name, int inputs, int outputs, Activation activation, boolean bias, String owner)
        implements LayerPlan {
    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public List<ParameterBlock> parameterBlocks() {
        return bias ? List.of(ParameterBlock.biases(outputs)) : List.of();
    }

    @Override
    public Instance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(conf, dataType);
    }

    @Override
    public void connect(ComputationGraph graph) {
        ((Instance) graph.getLayer(name)).tieTo((Dense.Instance) graph.getLayer(owner));
    }

    @Override
    public double flops() {
        return 2.0 * inputs * outputs;
    }

    @Override
    public void addSize(List<String> sizes) {
        sizes.add(Integer.toString(outputs));
    }

    /** Tied to the code there. */
    @Override
    public TiedDense as(String newName, Activation newActivation, String code) {
        return new TiedDense(newName, inputs, outputs, newActivation, bias, code);
    }

    @Override
    public void export(StockNetwork stock) {
        Dense.export(stock, this, bias);
        stock.copy(name, ParameterBlock.WEIGHTS, owner, INDArray::transpose);
    }

    /** Computes it. */
    private static final class Instance extends Affine {
        private transient Dense.@Nullable Instance owner;

        Instance(NeuralNetConfiguration conf, DataType dataType) {
            super(conf, dataType);
        }

        void tieTo(Dense.Instance weightsOwner) {
            if (weightsOwner.inputs() != outputs() || weightsOwner.outputs() != inputs()) {
                throw new IllegalArgumentException("weights of " + weightsOwner.inputs() + "x" + weightsOwner.outputs()
                        + " cannot be used transposed for " + inputs() + "x" + outputs());
            }
            this.owner = weightsOwner;
        }

        private Dense.Instance owner() {
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
            MatrixProduct.compute(
                    delta, false, owner().getParam(WEIGHTS), false, Objects.requireNonNull(inputGradient), 0);
        }

        @Override
        protected INDArray alongBias(INDArray outputs) {
            return outputs;
        }
    }
}
