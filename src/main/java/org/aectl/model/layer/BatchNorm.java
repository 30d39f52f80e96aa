package org.aectl.model.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import org.aectl.config.Activation;
import org.aectl.model.layer.ParameterBlock.Role;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
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
 * that were gathered in training. They are parameters, so whatever saves, restores or averages parameters has them too.
 *
 * @param channels that are normalized, each on its own
 * @param positions of each channel: pixels of a picture, 1 for plain units
 */
public record BatchNorm(String name, int channels, int positions, Activation activation) implements LayerPlan {
    /** Added to variances, as in Ioffe and Szegedy's implementation and the stock layer. */
    public static final double EPSILON = 1e-5;

    /** Share of the running statistics that stays at each step; the stock layer's default. */
    public static final double DECAY = 0.9;

    private static final String GAMMA = BatchNormalizationParamInitializer.GAMMA;
    private static final String BETA = BatchNormalizationParamInitializer.BETA;
    private static final String MEAN = BatchNormalizationParamInitializer.GLOBAL_MEAN;
    private static final String VARIANCE = BatchNormalizationParamInitializer.GLOBAL_VAR;

    @Override
    public String kind() {
        return "normalization";
    }

    @Override
    public int inputs() {
        return channels * positions;
    }

    @Override
    public int outputs() {
        return channels * positions;
    }

    @Override
    public List<ParameterBlock> parameterBlocks() {
        return List.of(
                ParameterBlock.vector(GAMMA, Role.AFFINE, 1, channels),
                ParameterBlock.vector(BETA, Role.AFFINE, 0, channels),
                ParameterBlock.vector(MEAN, Role.STATISTIC, 0, channels),
                ParameterBlock.vector(VARIANCE, Role.STATISTIC, 1, channels));
    }

    @Override
    public LayerInstance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(conf, dataType, channels);
    }

    /** Its centered input is kept. */
    @Override
    public long scratch() {
        return 2L * outputs();
    }

    /** The stock layer has no activation of its own. */
    @Override
    public void export(StockNetwork stock) {
        stock.append(
                name,
                new BatchNormalization.Builder()
                        .nIn(channels)
                        .nOut(channels)
                        .eps(EPSILON)
                        .decay(DECAY)
                        .useLogStd(false)
                        .build());
        stock.append(
                name + "-activation",
                new ActivationLayer.Builder()
                        .activation(Activations.of(activation))
                        .build());
        parameterBlocks().forEach(block -> stock.copy(name, block.name(), name, UnaryOperator.identity()));
    }

    /** Computes it. */
    private static final class Instance extends LayerInstance implements BatchStatistics {
        private final int channels;
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

        Instance(NeuralNetConfiguration conf, DataType dataType, int channels) {
            super(conf, dataType);
            this.channels = channels;
            this.activationGradient = ActivationGradient.of(layerConf().getActivationFn());
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            INDArray centered = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
            INDArray output = training
                    ? workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c')
                    : centered;
            INDArray mean = training ? mean(input) : vector(MEAN);
            add(input, mean.neg(), centered);
            INDArray variance = training ? mean(centered.mul(centered)) : vector(VARIANCE);
            INDArray deviation = Transforms.sqrt(variance.add(EPSILON), false);
            scale(centered, vector(GAMMA).div(deviation), output);
            add(output, vector(BETA), output);
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
            long values = input.length() / channels;
            batch = values < 2
                    ? null
                    : new Statistics(
                            mean.reshape(1, channels).detach(),
                            variance.mul((double) values / (values - 1))
                                    .reshape(1, channels)
                                    .detach());
        }

        @Override
        public void learnStatistics() {
            if (batch != null) {
                move(MEAN, batch.mean());
                move(VARIANCE, batch.variance());
                batch = null;
            }
        }

        private void move(String name, INDArray towards) {
            double decay = DECAY;
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

            double values = (double) delta.length() / channels;
            INDArray factor = vector(GAMMA).div(forward.deviation());
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
                if (name.equals(MEAN) || name.equals(VARIANCE)) {
                    view.assign(0);
                } else {
                    boolean isScale = name.equals(GAMMA);
                    view.assign((isScale ? gamma : beta).reshape(1, channels));
                }
                gradient.setGradientFor(name, view);
            });
            return gradient;
        }

        private INDArray vector(String name) {
            return getParam(name).reshape(channels);
        }

        private INDArray byChannel(INDArray values) {
            return values.reshape('c', values.size(0), channels, values.size(1) / channels, 1);
        }

        private INDArray sum(INDArray values) {
            return byChannel(values).sum(0, 2, 3);
        }

        private INDArray mean(INDArray values) {
            return sum(values).divi((double) values.length() / channels);
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
    }
}
