package org.aectl.model.likelihood;

import java.util.List;
import org.aectl.kernel.Doubles;
import org.aectl.model.layer.BatchStatistics;
import org.aectl.model.layer.LayerInstance;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.ParameterBlock;
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
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Appends log-variances, which are parameters, to the decoder's last values: {@code y = [x, logVariances]}, for {@link
 * GaussianOfLearnedVariance} to judge. No gradient moves them, as an optimizer's steps are thousands of times too short for that: the
 * variance with the smallest loss is the mean squared error (Rybkin et al. 2021), and they follow that of the batches.
 *
 * @param inputs features of an example
 * @param variances one for all features or one for each
 */
public record OutputVariance(String name, int inputs, int variances) implements LayerPlan {
    @Override
    public String kind() {
        return "output-variance";
    }

    @Override
    public int outputs() {
        return Math.addExact(inputs, variances);
    }

    @Override
    public List<ParameterBlock> parameterBlocks() {
        return List.of(ParameterBlock.biases(variances));
    }

    @Override
    public LayerInstance instantiate(NeuralNetConfiguration conf, DataType dataType) {
        return new Instance(conf, dataType);
    }

    @Override
    public boolean isHidden() {
        return false;
    }

    /** The stock network gives the mean output. */
    @Override
    public void export(StockNetwork stock) {}

    /** Computes it. */
    private static final class Instance extends LayerInstance implements BatchStatistics {
        /** Share of a batch in a variance: about the last twenty count, which hold many errors. */
        private static final double SHARE = 0.1;

        /** The same where each feature has a variance of its own, of which a batch holds few errors. */
        private static final double SHARE_OF_FEATURE = 0.02;

        /** Mean squared errors of the last batch over the variances, [variances]. */
        private transient double @Nullable [] ratios;

        Instance(NeuralNetConfiguration conf, DataType dataType) {
            super(conf, dataType);
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            assertInputSet(false);
            INDArray output = workspaces.createUninitialized(
                    ArrayType.ACTIVATIONS,
                    dataType,
                    new long[] {input.size(0), layerConf().getNOut()},
                    'c');
            output.get(features()).assign(input);
            INDArray logVariances = getParam(ParameterBlock.BIAS);
            output.get(variances()).assign(logVariances.broadcast(input.size(0), logVariances.length()));
            return output;
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            INDArray view = gradientView(ParameterBlock.BIAS);
            // By the log-variance, the loss of n features has the gradient n (1 - ratio) / 2.
            double half = (double) layerConf().getNIn() / view.length() / 2;
            ratios = Doubles.of(epsilon.get(variances()).sum(0).divi(-half).addi(1));
            view.assign(0);
            Gradient gradient = new DefaultGradient();
            gradient.setGradientFor(ParameterBlock.BIAS, view);
            return new Pair<>(gradient, workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon.get(features()), 'c'));
        }

        @Override
        public void learnStatistics() {
            double[] batch = ratios;
            if (batch == null) {
                return;
            }
            INDArray parameters = getParam(ParameterBlock.BIAS);
            double[] logVariances = Doubles.of(parameters);
            double share = logVariances.length == 1 ? SHARE : SHARE_OF_FEATURE;
            for (int i = 0; i < logVariances.length; i++) {
                // The exact 0 that they start at knows nothing yet.
                double taken = logVariances[i] == 0 ? 1 : share;
                double before = Math.max(logVariances[i], GaussianOfLearnedVariance.MINIMUM);
                double factor = 1 - taken + taken * Math.max(batch[i], 0);
                logVariances[i] = Math.max(before + Math.log(factor), GaussianOfLearnedVariance.MINIMUM);
            }
            Doubles.into(parameters, logVariances);
            ratios = null;
        }

        private INDArrayIndex[] features() {
            return new INDArrayIndex[] {
                NDArrayIndex.all(), NDArrayIndex.interval(0, layerConf().getNIn())
            };
        }

        private INDArrayIndex[] variances() {
            return new INDArrayIndex[] {
                NDArrayIndex.all(),
                NDArrayIndex.interval(layerConf().getNIn(), layerConf().getNOut())
            };
        }
    }
}
