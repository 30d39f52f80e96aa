package org.aectl.model.layer;

import java.util.List;
import org.aectl.kernel.Doubles;
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
public record GaussianCode(String name, int units) implements LayerPlan {
    private static final long serialVersionUID = 1L;

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
        return new Instance(conf, dataType);
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
    public static final class Instance extends LayerInstance {
        private static final long serialVersionUID = 1L;

        private transient double @Nullable [] noise;
        private transient CodePenalty penalty = CodePenalty.NONE;
        private transient @Nullable PosteriorBatch moments;

        Instance(NeuralNetConfiguration conf, DataType dataType) {
            super(conf, dataType);
        }

        /**
         * Draws codes from now on, until {@link #useMean}.
         *
         * @param newNoise standard normal numbers, as many for each example and each a multiple of the units: several samples
         *     of one example follow each other in the output
         */
        public void draw(double[] newNoise) {
            this.noise = newNoise;
        }

        /** Gives the means from now on. */
        public void useMean() {
            this.noise = null;
        }

        /** Whether codes are drawn. */
        public boolean isDrawn() {
            return noise != null;
        }

        /** Adds a penalty to the loss. */
        public void penalise(CodePenalty newPenalty) {
            this.penalty = newPenalty;
        }

        /** The distributions of the last batch. */
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
            PosteriorBatch current = PosteriorBatch.of(Doubles.of(input), units, noise);
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
