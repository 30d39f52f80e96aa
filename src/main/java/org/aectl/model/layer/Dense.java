package org.aectl.model.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import org.aectl.config.Activation;
import org.aectl.kernel.MatrixProduct;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fully connected layer: {@code y = f(x W + b)} for W of shape [inputs, outputs] and b of [outputs].
 *
 * @param bias whether it has biases
 */
public record Dense(String name, int inputs, int outputs, Activation activation, boolean bias) implements LayerPlan {
    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public List<ParameterBlock> parameterBlocks() {
        ParameterBlock weights = ParameterBlock.weights(inputs, outputs, 'f', inputs, outputs);
        return bias ? List.of(weights, ParameterBlock.biases(outputs)) : List.of(weights);
    }

    @Override
    public Instance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(conf, dataType);
    }

    @Override
    public double flops() {
        return 2.0 * inputs * outputs;
    }

    @Override
    public void addSize(List<String> sizes) {
        sizes.add(Integer.toString(outputs));
    }

    @Override
    public Dense as(String newName, Activation newActivation, String code) {
        return new Dense(newName, inputs, outputs, newActivation, bias);
    }

    @Override
    public void export(StockNetwork stock) {
        export(stock, this, bias);
        stock.copy(name, ParameterBlock.WEIGHTS, name, UnaryOperator.identity());
    }

    /** Adds a fully connected layer, whose weights are still to come. */
    static void export(StockNetwork stock, LayerPlan layer, boolean bias) {
        stock.toRow();
        if (stock.isOutput(layer)) {
            stock.append(
                    layer.name(),
                    new OutputLayer.Builder(stock.loss())
                            .nIn(layer.inputs())
                            .nOut(layer.outputs())
                            .activation(stock.outputActivation())
                            .build());
        } else {
            stock.append(
                    layer.name(),
                    new DenseLayer.Builder()
                            .nIn(layer.inputs())
                            .nOut(layer.outputs())
                            .hasBias(bias)
                            .activation(Activations.of(layer.activation()))
                            .build());
        }
        if (bias) {
            stock.copy(layer.name(), ParameterBlock.BIAS, layer.name(), UnaryOperator.identity());
        }
    }

    /** Computes it. */
    static final class Instance extends Affine implements FirstLayer {
        private transient boolean tiedGradientAwaits;
        private transient boolean isInputGradientLeftOut;

        Instance(NeuralNetConfiguration conf, DataType dataType) {
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
        protected @Nullable INDArray inputGradient(long examples, LayerWorkspaceMgr workspaces) {
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
}
