package org.aectl.model.layer;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Appends log-variances, which are parameters, to the decoder's last values: {@code y = [x, logVariances]}, for {@link
 * GaussianOfLearnedVariance} to judge. They start at 0.
 */
final class OutputVariance extends BaseLayer<FeedForwardLayer> {
    private static final long serialVersionUID = 1L;

    OutputVariance(NeuralNetConfiguration conf, DataType dataType) {
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
        INDArray logVariances = getParam(Affine.BIAS);
        output.get(variances()).assign(logVariances.broadcast(input.size(0), logVariances.length()));
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray view = Objects.requireNonNull(gradientViews.get(Affine.BIAS));
        view.assign(epsilon.get(variances()).sum(0).reshape(1, view.length()));
        Gradient gradient = new DefaultGradient();
        gradient.setGradientFor(Affine.BIAS, view);
        return new Pair<>(gradient, workspaces.dup(ArrayType.ACTIVATION_GRAD, epsilon.get(features()), 'c'));
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

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
