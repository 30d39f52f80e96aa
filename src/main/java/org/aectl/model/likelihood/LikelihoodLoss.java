package org.aectl.model.likelihood;

import java.util.Arrays;
import java.util.function.Consumer;
import org.aectl.model.code.Bottleneck;
import org.aectl.model.code.PosteriorBatch;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The end of a network: judges its last linear values by a {@link Likelihood}. The loss is the sum over features and the
 * mean over the examples of the batch, and its gradient already holds that division.
 */
public final class LikelihoodLoss extends LossLayer {
    private transient double loss = Double.NaN;
    private transient double[] rowLosses = {};
    private transient Consumer<INDArray> observer = values -> {};
    private transient @Nullable RowWeights weights;
    private transient @Nullable Bottleneck code;

    LikelihoodLoss(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /** How much each sample of a code counts in the loss. */
    public interface RowWeights {
        /**
         * The weights, which sum to 1.
         *
         * @param losses of each sample, [examples x samples]
         * @param moments what the codes were drawn from
         */
        double[] of(double[] losses, PosteriorBatch moments);
    }

    /** Weighs the samples of a code from now on, which otherwise count alike. */
    public void weigh(RowWeights newWeights, Bottleneck newCode) {
        this.weights = newWeights;
        this.code = newCode;
    }

    /** Shows someone the values that are judged in each training step from now on; they are gone afterwards. */
    public void observe(Consumer<INDArray> newObserver) {
        this.observer = newObserver;
    }

    /** What the output means. */
    public Likelihood likelihood() {
        return ((LikelihoodLossLayer) layerConf()).likelihood();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return likelihood().mean(workspaces.dup(ArrayType.ACTIVATIONS, input, 'c'));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray delta = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        observer.accept(input);
        long examples = input.size(0);
        if (weights == null || code == null) {
            rowLosses = likelihood().lossAndGradient(input, labels, 1.0 / examples, delta);
        } else {
            rowLosses = likelihood().lossAndGradient(input, labels, 1, delta);
            INDArray column = Nd4j.createFromArray(weights.of(rowLosses, code.moments()))
                    .castTo(dataType)
                    .reshape(examples, 1);
            delta.muliColumnVector(column);
        }
        loss = mean(rowLosses);
        return new Pair<>(new DefaultGradient(), delta);
    }

    /** The graph asks for this after backpropagation, which has worked it out along with the gradient. */
    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
        if (!training) {
            loss = mean(likelihood().lossPerExample(input, labels));
        }
        score = loss + regularization;
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
        INDArray losses = Nd4j.createFromArray(likelihood().lossPerExample(input, labels))
                .castTo(dataType)
                .addi(regularization);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, losses.reshape(input.size(0), 1));
    }

    private static double mean(double[] losses) {
        return Arrays.stream(losses).average().orElse(Double.NaN);
    }

    /** The last {@link #computeScore} without regularization, in nats or squared error per example. */
    public double loss() {
        return loss;
    }

    /** The loss of each row that was last propagated back. */
    public double[] rowLosses() {
        return rowLosses;
    }
}
