package org.aectl.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.batch.Batch;
import org.aectl.kernel.Transfer;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.likelihood.Categorical;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.NetworkPlan;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * An autoencoder's encoder with a softmax layer on the code, which learns to say what class an example is of. Its loss is
 * the cross-entropy, in nats and the mean over the examples. Takes batches with labels; nothing corrupts their inputs and
 * no penalty of the autoencoder's acts here. Not safe for several threads.
 */
public final class Classifier extends NetworkModel {
    private double[] lastLogits = {};

    private Classifier(TrainingConfig training, Network network) {
        super(training, network);
        network.lossLayer().observe(logits -> lastLogits = doubles(logits));
        // Without an opinion at first: its gradients then disturb no encoder, however large the codes are.
        head().params().assign(0);
    }

    /**
     * A new classifier: an encoder with random weights, and a head that finds all classes equally probable.
     *
     * @param model of the autoencoder
     * @param plan {@link NetworkPlan#classifier of a classifier}
     * @param seed decides the initial weights
     */
    public static Classifier create(ModelConfig model, TrainingConfig training, NetworkPlan plan, long seed) {
        return create(model, training, plan, seed, DataType.FLOAT);
    }

    static Classifier create(
            ModelConfig model, TrainingConfig training, NetworkPlan plan, long seed, DataType dataType) {
        return new Classifier(training, Network.create(plan, model, new Categorical(), training, seed, dataType));
    }

    /** Takes over the weights of an encoder of the same layers; of a code that is a distribution, those of its means. */
    public void takeEncoder(Autoencoder autoencoder) {
        for (LayerPlan layer : plan().encoder()) {
            Layer own = network.layer(layer.name());
            if (autoencoder.hasPosterior() && layer.name().equals(NetworkPlan.CODE)) {
                takeMeans(autoencoder.graph().getLayer(NetworkPlan.MOMENTS), own, layer.outputs());
            } else {
                Network.copy(autoencoder.graph().getLayer(layer.name()), own);
            }
        }
    }

    private static void takeMeans(Layer moments, Layer code, int units) {
        for (String name : List.of(DefaultParamInitializer.WEIGHT_KEY, DefaultParamInitializer.BIAS_KEY)) {
            INDArray means = moments.getParam(name).get(NDArrayIndex.all(), NDArrayIndex.interval(0, units));
            code.getParam(name).assign(means);
        }
    }

    /** Number of classes. */
    public int classes() {
        return plan().decoder().get(0).outputs();
    }

    /** The layer behind the code. */
    Layer head() {
        return network.layer(NetworkPlan.OUTPUT);
    }

    @Override
    public List<String> lossParts() {
        return training.l2() > 0
                ? List.of(Losses.CROSS_ENTROPY, Losses.ACCURACY, Losses.L2)
                : List.of(Losses.CROSS_ENTROPY, Losses.ACCURACY);
    }

    @Override
    public Losses train(Batch batch, TrainingStep step) {
        try (INDArray inputs = network.array(batch.features(), batch.count(), features());
                INDArray targets = targets(batch)) {
            network.computeGradient(inputs, targets);
            Losses losses = losses(network.lossLayer().loss(), lastLogits, batch);
            if (losses.isFinite()) {
                network.update(step, batch.count());
            }
            return losses;
        } finally {
            network.clear();
        }
    }

    @Override
    public Losses losses(Batch batch) {
        try (INDArray targets = targets(batch);
                INDArray logits = forward(batch, plan().layers().toList())) {
            double[] losses = network.lossLayer().likelihood().lossPerExample(logits, targets);
            return losses(Arrays.stream(losses).average().orElse(Double.NaN), doubles(logits), batch);
        }
    }

    private Losses losses(double crossEntropy, double[] logits, Batch batch) {
        int right = 0;
        for (int i = 0; i < batch.count(); i++) {
            right += mostProbable(logits, i) == batch.labels()[i] ? 1 : 0;
        }
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put(Losses.CROSS_ENTROPY, crossEntropy);
        parts.put(Losses.ACCURACY, (double) right / batch.count());
        if (training.l2() > 0) {
            parts.put(Losses.L2, network.weightDecay());
        }
        return new Losses(crossEntropy + parts.getOrDefault(Losses.L2, 0.0), parts);
    }

    private int mostProbable(double[] logits, int row) {
        int best = 0;
        for (int j = 1; j < classes(); j++) {
            best = logits[row * classes() + j] > logits[row * classes() + best] ? j : best;
        }
        return best;
    }

    /** 1 for the class of each example, 0 for the others. */
    private INDArray targets(Batch batch) {
        if (batch.labels().length != batch.count()) {
            throw new IllegalArgumentException("a batch without labels to train a classifier on or to judge it by");
        }
        float[] targets = new float[batch.count() * classes()];
        for (int i = 0; i < batch.count(); i++) {
            targets[i * classes() + batch.labels()[i]] = 1;
        }
        return network.array(targets, batch.count(), classes());
    }

    /**
     * How probable each class is for the examples of a batch, which needs no labels.
     *
     * @return [examples x classes], example after example; each example's sum to 1
     */
    public double[] probabilities(Batch batch) {
        try (INDArray logits = forward(batch, plan().layers().toList())) {
            return doubles(network.lossLayer().likelihood().mean(logits));
        }
    }

    /** Codes of the examples of a batch. */
    float[] encode(Batch batch) {
        try (INDArray codes = forward(batch, plan().encoder())) {
            return Transfer.toFloats(codes);
        }
    }

    private INDArray forward(Batch batch, List<LayerPlan> layers) {
        try (INDArray inputs = network.array(batch.features(), batch.count(), features())) {
            return network.forward(inputs, layers, (layer, values) -> {});
        }
    }

    private static double[] doubles(INDArray values) {
        return values.dup('c').data().asDouble();
    }

    Network network() {
        return network;
    }
}
