package org.aectl.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.config.ModelConfig;
import org.aectl.data.batch.Batch;
import org.aectl.kernel.Doubles;
import org.aectl.kernel.Transfer;
import org.aectl.model.code.Bottleneck;
import org.aectl.model.code.Posterior;
import org.aectl.model.layer.Dense;
import org.aectl.model.layer.LabelConcat;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.likelihood.Likelihood;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.model.plan.SparsityPlan;
import org.aectl.model.plan.SparsityPlan.SparseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What an autoencoder makes of examples once it is trained: codes, outputs, and how well these explain the examples. Takes and
 * gives scaled features, example after example. Not safe for several threads.
 */
public final class Codec {
    private final Network network;
    private final Likelihood likelihood;
    private final Bottleneck bottleneck;
    private final Map<String, SparseLayer> sparseLayers = new LinkedHashMap<>();

    Codec(ModelConfig model, Network network) {
        this.network = network;
        this.likelihood = network.lossLayer().likelihood();
        this.bottleneck = network.bottleneck();
        SparsityPlan.layers(model, network.plan()).forEach(layer -> sparseLayers.put(layer.name(), layer));
    }

    private NetworkPlan plan() {
        return network.plan();
    }

    private int features() {
        return plan().example().size();
    }

    /** Codes of the examples of a batch; the means of distributions: [examples x units]. */
    public float[] encode(Batch batch) {
        return encode(batch, plan().encoder());
    }

    /** As above, of scaled features without labels. */
    public float[] encode(float[] features, int count) {
        return encode(new Batch(new int[count], features, new int[0]));
    }

    /**
     * Values of the examples of a batch after any layer.
     *
     * @param layer its name in the plan
     * @return [examples x outputs of the layer]
     * @throws IllegalArgumentException if there is no such layer
     */
    public float[] activations(Batch batch, String layer) {
        List<LayerPlan> layers = plan().layers().toList();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).name().equals(layer)) {
                return encode(batch, layers.subList(0, i + 1));
            }
        }
        throw new IllegalArgumentException("no layer " + layer);
    }

    private float[] encode(Batch batch, List<LayerPlan> layers) {
        try (INDArray values = ofMeanCodes(batch, layers, Codec::ignore)) {
            return Transfer.toFloats(values);
        }
    }

    /** Values of the examples of a batch after the first layers of the encoder. */
    float[] encodeBy(int layers, Batch batch) {
        return encode(batch, plan().encoder().subList(0, layers));
    }

    private INDArray ofMeanCodes(Batch batch, List<LayerPlan> layers, BiConsumer<LayerPlan, INDArray> observer) {
        bottleneck.useMean();
        network.condition(batch.labels());
        try (INDArray input = network.array(batch.inputs(), batch.count(), features())) {
            return network.forward(input, layers, observer);
        }
    }

    /** Looks at no layer's values. */
    private static void ignore(LayerPlan layer, INDArray values) {}

    /**
     * The output for given codes: for each feature its expected value.
     *
     * @param codes [labels x units]
     * @param labels class numbers, one for each code; only their number counts where the model is not conditional
     * @return [labels x features]
     */
    public float[] decode(float[] codes, int[] labels) {
        network.condition(labels);
        try (INDArray code = network.array(codes, labels.length, plan().codeSize());
                INDArray output = network.forward(code, plan().decoder(), Codec::ignore)) {
            return Transfer.toFloats(likelihood.mean(output));
        }
    }

    /** As {@link #decode(float[], int[])}, without labels. */
    public float[] decode(float[] codes, int count) {
        return decode(codes, new int[count]);
    }

    /** What the network makes of the inputs of a batch: {@code decode} of {@code encode}. */
    public float[] reconstruct(Batch batch) {
        try (INDArray output = ofMeanCodes(batch, plan().layers().toList(), Codec::ignore)) {
            return Transfer.toFloats(likelihood.mean(output));
        }
    }

    /** As {@link #reconstruct(Batch)}, of scaled features without labels. */
    public float[] reconstruct(float[] features, int count) {
        return reconstruct(new Batch(new int[count], features, new int[0]));
    }

    /**
     * The distributions of the codes of a batch.
     *
     * @throws IllegalStateException if a code is no distribution
     */
    public Posterior posterior(Batch batch) {
        encode(batch);
        return bottleneck.moments().posterior();
    }

    /** Reconstruction loss of each example of a batch, with the mean of its code. */
    public double[] reconstructionLosses(Batch batch) {
        bottleneck.useMean();
        return rowLosses(batch, Codec::ignore);
    }

    /**
     * Reconstruction losses of the examples of a batch with codes that are drawn for them.
     *
     * @param batch with noise for any number of draws
     * @return [examples x draws]
     */
    public double[] drawnReconstructionLosses(Batch batch) {
        draw(Doubles.of(batch.codeNoise()));
        return rowLosses(batch, Codec::ignore);
    }

    /**
     * How much a code that is drawn for an example explains it, {@code log p(x|z) + log p(z) - log q(z|x)} in nats,
     * constants included: the mean of its exponential over many draws is p(x) (Burda et al. 2015).
     *
     * @param batch with noise for any number of draws
     * @return [examples x draws]
     * @throws IllegalStateException if a code is no distribution
     */
    public double[] logWeights(Batch batch) {
        double[] losses = drawnReconstructionLosses(batch);
        double[] ratios = bottleneck.moments().logRatios();
        double[] omitted = omittedLosses(batch);
        int draws = losses.length / omitted.length;
        for (int row = 0; row < losses.length; row++) {
            losses[row] = -losses[row] - omitted[row / draws] - ratios[row];
        }
        return losses;
    }

    /** What the reconstruction loss of each example of a batch leaves out of the negative log-likelihood in nats. */
    public double[] omittedLosses(Batch batch) {
        return likelihood.omittedPerExample(batch.features(), batch.count());
    }

    /** {@link Likelihood#leastLoss}. */
    public Optional<Likelihood.LeastLoss> leastLoss() {
        return likelihood.leastLoss();
    }

    /** Has the codes of the next pass drawn, if there is anything to draw. */
    void draw(double[] noise) {
        if (bottleneck.noise() > 0 && noise.length == 0) {
            throw new IllegalArgumentException("a batch without random numbers to draw its codes with");
        }
        bottleneck.draw(noise);
    }

    /**
     * Reconstruction losses of the codes of a batch.
     *
     * @param observer is shown each layer's values, which are gone afterwards
     */
    double[] rowLosses(Batch batch, BiConsumer<LayerPlan, INDArray> observer) {
        network.condition(batch.labels());
        try (INDArray inputs = network.array(batch.inputs(), batch.count(), features());
                INDArray targets = targets(batch, inputs);
                INDArray output = network.forward(inputs, plan().layers().toList(), observer)) {
            return likelihood.lossPerExample(output, targets);
        }
    }

    /** What the output is judged by: the clean features, once for each code that is drawn. */
    INDArray targets(Batch batch, INDArray inputs) {
        int draws = bottleneck.draws(batch.count());
        if (draws > 1) {
            float[] repeated = new float[batch.features().length * draws];
            for (int row = 0; row < batch.count() * draws; row++) {
                System.arraycopy(batch.features(), row / draws * features(), repeated, row * features(), features());
            }
            return network.array(repeated, batch.count() * draws, features());
        }
        return batch.features() == batch.inputs() ? inputs : network.array(batch.features(), batch.count(), features());
    }

    /**
     * How active the units are that {@code model.sparsity} acts on: for kl the numbers whose mean is compared with rho,
     * for the others absolute activations.
     *
     * @return for each of these layers, in the direction of the data, [examples x units]; empty without sparsity
     */
    public List<float[]> activity(Batch batch) {
        List<float[]> activity = new ArrayList<>();
        ofMeanCodes(batch, plan().layers().toList(), (layer, values) -> {
                    SparseLayer sparse = sparseLayers.get(layer.name());
                    if (sparse != null) {
                        float[] activations = Transfer.toFloats(values);
                        sparse.toActivity(activations);
                        activity.add(activations);
                    }
                })
                .close();
        return activity;
    }

    /**
     * What the first units look at: the weights of each between it and the features.
     *
     * @param most units that are asked for
     * @return for each unit as many numbers as an example has; empty where the first layer is a convolution
     */
    public List<float[]> filters(int most) {
        LayerPlan first = plan().encoder().stream()
                .filter(layer -> !(layer instanceof LabelConcat))
                .findFirst()
                .orElseThrow();
        if (!(first instanceof Dense)) {
            return List.of();
        }
        INDArray weights = network.layer(first.name()).getParam(DefaultParamInitializer.WEIGHT_KEY);
        List<float[]> filters = new ArrayList<>();
        for (int unit = 0; unit < Math.min(most, first.outputs()); unit++) {
            filters.add(Arrays.copyOf(weights.getColumn(unit).toFloatVector(), features()));
        }
        return filters;
    }
}
