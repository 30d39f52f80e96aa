package org.aectl.model.layer;

import java.util.function.BiConsumer;
import org.aectl.kernel.BiasActivation;
import org.aectl.kernel.Formula;
import org.aectl.model.penalty.RegularisedLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BiasAdd;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer {@code y = f(A x + b)} for x of shape [examples, inputs], whatever the linear map A is. Every array it makes is
 * in 'c' order.
 */
public abstract class Affine extends LayerInstance implements RegularisedLayer {
    protected static final String WEIGHTS = ParameterBlock.WEIGHTS;
    private static final String BIAS = ParameterBlock.BIAS;

    private final boolean hasBias;
    private final transient ActivationGradient activationGradient;
    private transient @Nullable INDArray keptForBackprop;
    private transient @Nullable BiConsumer<INDArray, INDArray> penalty;
    private transient @Nullable INDArray keptForPenalty;

    public Affine(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        PlannedLayer layer = (PlannedLayer) layerConf();
        this.hasBias = layer.initializer().paramKeys(layer).contains(BIAS);
        this.activationGradient = ActivationGradient.of(layerConf().getActivationFn());
    }

    /** Writes {@code A x} to the target, [examples, outputs]. */
    protected abstract void multiply(INDArray x, INDArray target);

    /**
     * Writes the gradient of the input, and the one of the weights to where it belongs.
     *
     * @param delta gradient of {@code A x}, [examples, outputs]
     * @param inputGradient as {@link #inputGradient} made it
     */
    protected abstract void multiplyBack(
            INDArray delta, @Nullable INDArray inputGradient, Gradient gradient, LayerWorkspaceMgr workspaces);

    /** A view of outputs whose second dimension is that of the biases. */
    protected abstract INDArray alongBias(INDArray outputs);

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, new long[] {input.size(0), outputs()}, 'c');
        multiply(input, output);
        INDArray activations = finish(output, training, workspaces);
        if (training && penalty != null) {
            keptForPenalty = activations;
        }
        return activations;
    }

    /** f(z + b) of z. */
    private INDArray finish(INDArray z, boolean training, LayerWorkspaceMgr workspaces) {
        Formula formula = activationGradient.formulaFor(z);
        if (formula != null) {
            BiasActivation.activate(z, hasBias() ? getParam(BIAS) : null, formula);
            if (training) {
                keptForBackprop = z;
            }
            return z;
        }
        addBias(z);
        if (training) {
            keptForBackprop = activationGradient.keepsOutput() ? z : workspaces.dup(ArrayType.ACTIVATIONS, z, 'c');
        }
        return layerConf().getActivationFn().getActivation(z, training);
    }

    @Override
    public void penalise(BiConsumer<INDArray, INDArray> addGradient) {
        this.penalty = penalty == null ? addGradient : penalty.andThen(addGradient);
    }

    private void addBias(INDArray output) {
        if (hasBias()) {
            INDArray bias = getParam(BIAS);
            INDArray values = alongBias(output);
            Nd4j.exec(new BiasAdd(values, bias.reshape(bias.length()), values, true));
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray kept = keptForBackprop;
        if (kept == null) {
            throw new IllegalStateException("backpropagation without a forward pass in training mode " + layerId());
        }
        if (penalty != null && keptForPenalty != null) {
            penalty.accept(keptForPenalty, epsilon);
        }
        Gradient gradient = new DefaultGradient();
        INDArray delta = passBack(kept, epsilon, gradient);
        INDArray inputGradient = inputGradient(delta.size(0), workspaces);
        multiplyBack(delta, inputGradient, gradient, workspaces);
        keptForBackprop = null;
        keptForPenalty = null;
        return new Pair<>(gradient, inputGradient);
    }

    /** The gradient with respect to z, and that of the biases on the way. */
    private INDArray passBack(INDArray kept, INDArray epsilon, Gradient gradient) {
        Formula formula = activationGradient.formulaFor(kept, epsilon);
        if (formula != null) {
            INDArray biasGradient = hasBias() ? gradientView(BIAS) : null;
            BiasActivation.passBack(kept, epsilon, biasGradient, formula);
            if (biasGradient != null) {
                gradient.setGradientFor(BIAS, biasGradient);
            }
            return epsilon;
        }
        INDArray delta = activationGradient.apply(kept, epsilon);
        addBiasGradient(delta, gradient);
        return delta;
    }

    /** Where the gradient of the input is to be written; null where it is left out. */
    protected @Nullable INDArray inputGradient(long examples, LayerWorkspaceMgr workspaces) {
        return workspaces.createUninitialized(
                ArrayType.ACTIVATION_GRAD, dataType, new long[] {examples, inputs()}, 'c');
    }

    private void addBiasGradient(INDArray delta, Gradient gradient) {
        if (hasBias()) {
            INDArray values = alongBias(delta);
            INDArray biasGradient = gradientView(BIAS);
            // A target of another rank than the reduction's crashes the JVM.
            values.sum(
                    biasGradient.reshape(biasGradient.length()),
                    values.rank() == 2 ? new int[] {0} : new int[] {0, 2, 3});
            gradient.setGradientFor(BIAS, biasGradient);
        }
    }

    @Override
    public boolean hasBias() {
        return hasBias;
    }

    @Override
    public void clear() {
        super.clear();
        keptForBackprop = null;
        keptForPenalty = null;
    }
}
