package org.aectl.model.code;

import java.util.List;
import org.aectl.kernel.Doubles;
import org.aectl.model.layer.LayerInstance;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.StockNetwork;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A code that is a normal distribution, {@code q(z|x) = N(mean, diag(exp(logVariance)))}, drawn by reparameterisation:
 * {@code z = mean + exp(logVariance / 2) * noise} (Kingma and Welling 2014). Its input is [examples, 2 x units], means
 * first. The log-variance is clamped to {@code +-}{@value #LOG_VARIANCE_LIMIT}, so that its exponential stays finite;
 * no gradient passes where it is. The layer draws only when it is given noise, else the code is the mean: nothing here
 * is random by itself. A code is a small array, so it is computed in plain loops and in double precision.
 *
 * @param units of the code; the layer before gives twice as many
 */
public record GaussianCode(String name, int units, Prior prior) implements LayerPlan {
    /** exp(20) is 5e8: far beyond any useful variance, and its square still fits 32 bits. */
    public static final double LOG_VARIANCE_LIMIT = 20;

    @Override
    public String kind() {
        return "gaussian-code";
    }

    @Override
    public int inputs() {
        return Math.multiplyExact(2, units);
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public Instance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(prior, conf, dataType);
    }

    @Override
    public void addSize(List<String> sizes) {
        sizes.add(Integer.toString(units));
    }

    /** The stock network gives the mean code. */
    @Override
    public void export(StockNetwork stock) {}

    /** How the loss depends on the code's distribution, besides by what the decoder makes of the code. */
    public interface CodePenalty {
        /** There is no such dependence. */
        CodePenalty NONE = (moments, meanGradient, logVarianceGradient) -> {};

        /**
         * Adds the penalty's gradient.
         *
         * @param meanGradient with respect to the means, [examples x units]
         * @param logVarianceGradient with respect to the clamped log-variances, likewise
         */
        void addGradient(PosteriorBatch moments, double[] meanGradient, double[] logVarianceGradient);
    }

    /** Computes it. */
    public static final class Instance extends LayerInstance implements Bottleneck {
        private final Prior prior;
        private transient double @Nullable [] noise;
        private transient CodePenalty penalty = CodePenalty.NONE;
        private transient @Nullable PosteriorBatch moments;

        Instance(Prior prior, NeuralNetConfiguration conf, DataType dataType) {
            super(conf, dataType);
            this.prior = prior;
        }

        @Override
        public int noise() {
            return (int) outputs();
        }

        @Override
        public void draw(double[] newNoise) {
            this.noise = newNoise;
        }

        @Override
        public void useMean() {
            this.noise = null;
        }

        @Override
        public int draws(int examples) {
            return noise == null ? 1 : noise.length / examples / noise();
        }

        /** Adds a penalty to the loss. */
        public void penalise(CodePenalty newPenalty) {
            this.penalty = newPenalty;
        }

        @Override
        public PosteriorBatch moments() {
            if (moments == null) {
                throw new IllegalStateException("there was no forward pass " + layerId());
            }
            return moments;
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            int units = (int) layerConf().getNOut();
            PosteriorBatch current = PosteriorBatch.of(prior, Doubles.of(input), units, noise);
            moments = current;
            return array(ArrayType.ACTIVATIONS, current.codes(), units, workspaces);
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            PosteriorBatch current = moments();
            double[] meanGradient = new double[current.examples() * current.units()];
            double[] logVarianceGradient = new double[meanGradient.length];
            current.passBack(Doubles.of(epsilon), meanGradient, logVarianceGradient);
            penalty.addGradient(current, meanGradient, logVarianceGradient);
            double[] gradient = current.inputGradient(meanGradient, logVarianceGradient);
            return new Pair<>(
                    new DefaultGradient(), array(ArrayType.ACTIVATION_GRAD, gradient, 2 * current.units(), workspaces));
        }

        private INDArray array(ArrayType type, double[] values, int columns, LayerWorkspaceMgr workspaces) {
            long[] shape = {values.length / columns, columns};
            return Doubles.into(workspaces.createUninitialized(type, dataType, shape, 'c'), values);
        }
    }
}
