package org.aectl.model.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BiasAdd;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalization (Ioffe and Szegedy 2015): {@code y = f(gamma (x - mean) / sqrt(variance + epsilon) + beta)}, each
 * channel by itself. In training mean and variance are those of the batch, over examples and positions; otherwise those
 * that {@link #learnStatistics} has gathered. They are parameters, so whatever saves, restores or averages parameters
 * has them too.
 */
public final class BatchNorm extends BaseLayer<FeedForwardLayer> implements BatchStatistics {
    private static final long serialVersionUID = 1L;

    private final transient ActivationGradient activationGradient;
    private transient @Nullable Kept kept;
    private transient @Nullable Statistics batch;

    /**
     * What backpropagation needs of the forward pass.
     *
     * @param centered x - mean
     * @param deviation sqrt(variance + epsilon), [channels]
     * @param forActivation what {@link ActivationGradient} wants
     */
    private record Kept(INDArray centered, INDArray deviation, INDArray forActivation) {}

    /** Of one batch, [1, channels] each; the variance is the unbiased one, as the paper wants it for inference. */
    private record Statistics(INDArray mean, INDArray variance) {}

    BatchNorm(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        this.activationGradient = ActivationGradient.of(layerConf().getActivationFn());
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        INDArray centered = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        INDArray output = training
                ? workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c')
                : centered;
        INDArray mean = training ? mean(input) : vector(BatchNormInitializer.MEAN);
        add(input, mean.neg(), centered);
        INDArray variance = training ? mean(centered.mul(centered)) : vector(BatchNormInitializer.VARIANCE);
        INDArray deviation = Transforms.sqrt(variance.add(BatchNormLayer.EPSILON), false);
        scale(centered, vector(BatchNormInitializer.GAMMA).div(deviation), output);
        add(output, vector(BatchNormInitializer.BETA), output);
        if (training) {
            INDArray forActivation =
                    activationGradient.keepsOutput() ? output : workspaces.dup(ArrayType.ACTIVATIONS, output, 'c');
            kept = new Kept(centered, workspaces.leverageTo(ArrayType.ACTIVATIONS, deviation), forActivation);
            observe(mean, variance);
        }
        return layerConf().getActivationFn().getActivation(output, training);
    }

    /** Notes the statistics of a batch; a channel with a single value has no variance to note. */
    private void observe(INDArray mean, INDArray variance) {
        long values = input.length() / channels();
        batch = values < 2
                ? null
                : new Statistics(
                        mean.reshape(1, channels()).detach(),
                        variance.mul((double) values / (values - 1))
                                .reshape(1, channels())
                                .detach());
    }

    @Override
    public void learnStatistics() {
        if (batch != null) {
            move(BatchNormInitializer.MEAN, batch.mean());
            move(BatchNormInitializer.VARIANCE, batch.variance());
            batch = null;
        }
    }

    private void move(String name, INDArray towards) {
        double decay = BatchNormLayer.DECAY;
        getParam(name).muli(decay).addi(towards.mul(1 - decay));
    }

    /**
     * With m values in a channel and {@code delta} the gradient of y before f, the gradient of x is {@code gamma /
     * deviation * (delta - mean(delta) - centered / deviation^2 * mean(delta * centered))}.
     */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Kept forward = kept;
        if (forward == null) {
            throw new IllegalStateException("backpropagation without a forward pass in training mode " + layerId());
        }
        INDArray delta = activationGradient.apply(forward.forActivation(), epsilon);
        INDArray sum = sum(delta);
        INDArray product = sum(delta.mul(forward.centered()));
        Gradient gradient = gradient(sum, product.div(forward.deviation()));

        double values = (double) delta.length() / channels();
        INDArray factor = vector(BatchNormInitializer.GAMMA).div(forward.deviation());
        INDArray inputGradient =
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, delta.shape(), 'c');
        INDArray curvature = product.mul(factor)
                .divi(forward.deviation())
                .divi(forward.deviation())
                .divi(-values);
        scale(forward.centered(), curvature, inputGradient);
        scale(delta, factor, delta);
        inputGradient.addi(delta);
        add(inputGradient, sum.mul(factor).divi(-values), inputGradient);
        kept = null;
        return new Pair<>(gradient, inputGradient);
    }

    private Gradient gradient(INDArray beta, INDArray gamma) {
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach((name, view) -> {
            if (BatchNormInitializer.isStatistic(name)) {
                view.assign(0);
            } else {
                boolean isScale = name.equals(BatchNormInitializer.GAMMA);
                view.assign((isScale ? gamma : beta).reshape(1, channels()));
            }
            gradient.setGradientFor(name, view);
        });
        return gradient;
    }

    private int channels() {
        return ((BatchNormLayer) layerConf()).channels();
    }

    private INDArray vector(String name) {
        return getParam(name).reshape(channels());
    }

    private INDArray byChannel(INDArray values) {
        return values.reshape('c', values.size(0), channels(), values.size(1) / channels(), 1);
    }

    private INDArray sum(INDArray values) {
        return byChannel(values).sum(0, 2, 3);
    }

    private INDArray mean(INDArray values) {
        return sum(values).divi((double) values.length() / channels());
    }

    private void add(INDArray values, INDArray summands, INDArray target) {
        Nd4j.exec(new BiasAdd(byChannel(values), summands, byChannel(target), true));
    }

    private void scale(INDArray values, INDArray factors, INDArray target) {
        Nd4j.exec(new BroadcastMulOp(byChannel(values), factors, byChannel(target), 1));
    }

    @Override
    public void clear() {
        super.clear();
        kept = null;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
