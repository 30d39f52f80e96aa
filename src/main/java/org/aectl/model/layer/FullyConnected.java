package org.aectl.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fully connected layer: {@code y = f(x W + b)} for x of shape [examples, inputs], W of [inputs, outputs] and b of
 * [outputs]. Every array it makes is in 'c' order.
 */
class FullyConnected extends BaseLayer<FeedForwardLayer> implements Penalised {
    private static final long serialVersionUID = 1L;

    static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
    static final String BIAS = DefaultParamInitializer.BIAS_KEY;

    private final transient ActivationGradient activationGradient;
    private transient @Nullable INDArray keptForBackprop;
    private transient boolean tiedGradientAwaits;
    private transient @Nullable ActivationPenalty penalty;
    private transient @Nullable INDArray keptForPenalty;
    private transient double lastPenalty = Double.NaN;

    FullyConnected(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.activationGradient = ActivationGradient.of(layerConf().getActivationFn());
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, new long[] {input.size(0), outputs()}, 'c');
        multiply(input, output);
        Nd4j.exec(new org.nd4j.linalg.api.ops.impl.broadcast.BiasAdd(
                output, getParam(BIAS).reshape(outputs()), output, true));
        if (training) {
            keptForBackprop =
                    activationGradient.keepsOutput() ? output : workspaces.dup(ArrayType.ACTIVATIONS, output, 'c');
        }
        INDArray activations = layerConf().getActivationFn().getActivation(output, training);
        if (training && penalty != null) {
            keptForPenalty = activations;
        }
        return activations;
    }

    @Override
    public void penalise(ActivationPenalty newPenalty) {
        this.penalty = newPenalty;
    }

    @Override
    public double lastPenalty() {
        return lastPenalty;
    }

    /** Writes {@code x W} to the target. */
    void multiply(INDArray x, INDArray target) {
        Products.product(x, getParam(WEIGHTS), target);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray kept = keptForBackprop;
        if (kept == null) {
            throw new IllegalStateException("backpropagation without a forward pass in training mode " + layerId());
        }
        if (penalty != null && keptForPenalty != null) {
            lastPenalty = penalty.addGradient(keptForPenalty, epsilon);
        }
        INDArray delta = activationGradient.apply(kept, epsilon);
        Gradient gradient = new DefaultGradient();
        addWeightGradient(gradient, delta);
        INDArray biasGradient = gradientViews.get(BIAS);
        delta.sum(biasGradient, 0);
        gradient.setGradientFor(BIAS, biasGradient);
        INDArray inputGradient = workspaces.createUninitialized(
                ArrayType.ACTIVATION_GRAD, dataType, new long[] {delta.size(0), inputs()}, 'c');
        multiplyBack(delta, inputGradient);
        keptForBackprop = null;
        keptForPenalty = null;
        return new Pair<>(gradient, inputGradient);
    }

    /** Writes {@code delta W^T} to the target. */
    void multiplyBack(INDArray delta, INDArray target) {
        Products.product(
                delta,
                getParam(WEIGHTS),
                target,
                MMulTranspose.builder().transposeB(true).build());
    }

    /** Writes the gradient of the weights, {@code x^T delta}, and registers it. */
    void addWeightGradient(Gradient gradient, INDArray delta) {
        INDArray weightGradient = gradientViews.get(WEIGHTS);
        Nd4j.gemm(input, delta, weightGradient, true, false, 1.0, tiedGradientAwaits ? 1.0 : 0.0);
        tiedGradientAwaits = false;
        gradient.setGradientFor(WEIGHTS, weightGradient);
    }

    /**
     * Leaves the part of the weights' gradient that comes from a layer using them transposed; backpropagation reaches
     * that layer first, and this one then adds its own.
     *
     * @param delta gradient before that layer's activation, [examples, inputs of this layer]
     * @param code that layer's input, [examples, outputs of this layer]
     */
    void leaveTiedGradient(INDArray delta, INDArray code) {
        Nd4j.gemm(delta, code, gradientViews.get(WEIGHTS), true, false, 1.0, 0.0);
        tiedGradientAwaits = true;
    }

    long inputs() {
        return layerConf().getNIn();
    }

    long outputs() {
        return layerConf().getNOut();
    }

    @Override
    public void clear() {
        super.clear();
        keptForBackprop = null;
        keptForPenalty = null;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
