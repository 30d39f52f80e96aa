package org.aectl.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.aectl.config.ModelConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.kernel.Transfer;
import org.aectl.model.layer.Dense;
import org.aectl.model.layer.GaussianCode;
import org.aectl.model.layer.LabelConcat;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.Posterior;
import org.aectl.model.layer.PosteriorBatch;
import org.aectl.model.likelihood.Likelihood;
import org.aectl.model.likelihood.LikelihoodLoss;
import org.aectl.model.likelihood.Likelihoods;
import org.aectl.model.objective.Losses;
import org.aectl.model.objective.Objective;
import org.aectl.model.objective.Regulariser;
import org.aectl.model.objective.SparsityRegulariser;
import org.aectl.model.objective.VariationalObjective;
import org.aectl.model.objective.WeightDecay;
import org.aectl.model.penalty.RegularisedLayer;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.model.plan.SparsityPlan;
import org.aectl.model.plan.SparsityPlan.SparseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that learns to give back its input through a code. Takes and gives scaled features as batches or plain
 * arrays, example after example; nothing outside this package sees the framework. Not safe for several threads.
 */
public final class Autoencoder implements DataParallelTrainable, AutoCloseable {
    private final ModelConfig model;
    private final TrainingConfig training;
    private final Network network;
    private final Likelihood likelihood;
    private final Map<String, SparseLayer> sparseLayers = new LinkedHashMap<>();
    /** Null where the code is no distribution. */
    private final GaussianCode.@Nullable Instance gaussianCode;

    private final Objective objective;
    private final List<Regulariser> regularisers = new ArrayList<>();

    private Autoencoder(ModelConfig model, TrainingConfig training, Network network) {
        this.model = model;
        this.training = training;
        this.network = network;
        this.likelihood = network.lossLayer().likelihood();
        this.gaussianCode = network.gaussianCode();
        this.objective = gaussianCode == null
                ? new Objective() {}
                : new VariationalObjective(model, gaussianCode, network.lossLayer());
        addRegularisers();
    }

    private void addRegularisers() {
        SparsityRegulariser sparsity = new SparsityRegulariser();
        SparsityPlan.layers(model, plan()).forEach(layer -> {
            sparseLayers.put(layer.name(), layer);
            if (layer.penalty() != null) {
                sparsity.add(layer.name(), (RegularisedLayer) network.layer(layer.name()), layer.penalty());
            }
        });
        if (!sparsity.isEmpty()) {
            regularisers.add(sparsity);
        }
        if (training.l2() > 0) {
            regularisers.add(new WeightDecay(network::weightDecay));
        }
    }

    /**
     * A new network with random weights.
     *
     * @param plan of the network for the data
     * @param seed decides the initial weights
     */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, NetworkPlan plan, long seed) {
        return create(model, training, plan, seed, DataType.FLOAT);
    }

    /** As above, for examples of a shape and without labels. */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, ExampleShape example, long seed) {
        return create(model, training, NetworkPlan.of(model, example, 0), seed);
    }

    /** As above, for examples that are plain rows of so many features. */
    public static Autoencoder create(ModelConfig model, TrainingConfig training, int features, long seed) {
        return create(model, training, ExampleShape.features(features), seed);
    }

    /** In double precision, for gradient checks. */
    static Autoencoder createPrecise(ModelConfig model, TrainingConfig training, NetworkPlan plan, long seed) {
        return create(model, training, plan, seed, DataType.DOUBLE);
    }

    private static Autoencoder create(
            ModelConfig model, TrainingConfig training, NetworkPlan plan, long seed, DataType dataType) {
        Likelihood likelihood = Likelihoods.of(model, plan.example().size());
        return new Autoencoder(model, training, Network.create(plan, model, likelihood, training, seed, dataType));
    }

    /**
     * Another one over the same weights, which can be used on another thread at the same time. Neither may be trained
     * meanwhile; this one must be closed last.
     */
    public Autoencoder sharing() {
        Likelihood own = Likelihoods.of(model, features());
        return new Autoencoder(model, training, network.sharing(model, own, training));
    }

    public NetworkPlan plan() {
        return network.plan();
    }

    /** Size of one example. */
    public int features() {
        return plan().example().size();
    }

    /** Number of code units. */
    public int codeSize() {
        return plan().codeSize();
    }

    /** Whether the code of an example is a distribution, and new examples can be drawn. */
    public boolean isVariational() {
        return gaussianCode != null;
    }

    /** Random numbers that {@link #train} and {@link #losses} want for each example: {@link Batch#codeNoise}. */
    public int codeNoise() {
        return isVariational() ? model.samples() * codeSize() : 0;
    }

    /**
     * The weight of an example's divergence in its loss; 0 without one. Empty where the loss is no mean over examples of such
     * sums: with free bits, and with the importance-weighted bound.
     */
    public OptionalDouble divergenceWeight() {
        return objective.divergenceWeight();
    }

    /** What keeps its hidden units quiet; empty where nothing does. */
    public Optional<SparsityConfig> sparsity() {
        return Optional.ofNullable(model.sparsity());
    }

    @Override
    public List<String> lossParts() {
        List<String> names = new ArrayList<>(List.of(Losses.RECONSTRUCTION));
        names.addAll(objective.parts());
        regularisers.forEach(regulariser -> names.add(regulariser.part()));
        return names;
    }

    @Override
    public Losses train(Batch batch, TrainingStep step) {
        try {
            Losses losses = computeGradient(batch, step);
            if (losses.isFinite()) {
                network.update(step, batch.count());
            }
            return losses;
        } finally {
            network.clear();
        }
    }

    @Override
    public GradientShare gradient(Batch batch, TrainingStep step) {
        try {
            Losses losses = computeGradient(batch, step);
            if (!losses.isFinite()) {
                return new GradientShare(losses, new float[0], batch.count());
            }
            network.learnStatistics();
            return new GradientShare(losses, network.gradient(), batch.count());
        } finally {
            network.clear();
        }
    }

    @Override
    public boolean learnsStatistics() {
        return network.learnsStatistics();
    }

    @Override
    public void move(float[] gradient, TrainingStep step, int examples) {
        network.setGradient(gradient);
        network.move(step, examples);
    }

    /** Both passes of a step; the network then has the gradient. */
    private Losses computeGradient(Batch batch, TrainingStep step) {
        objective.at(step.epochs());
        drawCode(batch);
        network.condition(batch.labels());
        try (INDArray inputs = network.array(batch.inputs(), batch.count(), features());
                INDArray targets = targets(batch, inputs)) {
            network.computeGradient(inputs, targets);
            LikelihoodLoss loss = network.lossLayer();
            return losses(loss.loss(), loss.rowLosses(), Regulariser::last);
        }
    }

    /** Looks at no layer's values. */
    private static void ignore(LayerPlan layer, INDArray values) {}

    @Override
    public Losses losses(Batch batch) {
        drawCode(batch);
        objective.atEnd();
        regularisers.forEach(Regulariser::begin);
        double[] rows = rowLosses(
                batch, (layer, values) -> regularisers.forEach(regulariser -> regulariser.observe(layer, values)));
        return losses(Arrays.stream(rows).average().orElse(Double.NaN), rows, Regulariser::value);
    }

    private Losses losses(double reconstruction, double[] rows, ToDoubleFunction<Regulariser> valueOf) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put(Losses.RECONSTRUCTION, reconstruction);
        DoubleStream.Builder total = DoubleStream.builder().add(objective.total(reconstruction, rows, parts));
        for (Regulariser regulariser : regularisers) {
            double value = valueOf.applyAsDouble(regulariser);
            parts.put(regulariser.part(), value);
            total.add(value);
        }
        return new Losses(total.build().sum(), parts);
    }

    private void drawCode(Batch batch) {
        if (gaussianCode == null) {
            return;
        }
        if (batch.codeNoise().length == 0) {
            throw new IllegalArgumentException("a batch without random numbers to draw its codes with");
        }
        double[] noise = new double[batch.codeNoise().length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = batch.codeNoise()[i];
        }
        gaussianCode.draw(noise);
    }

    private void useMeanCode() {
        if (gaussianCode != null) {
            gaussianCode.useMean();
        }
    }

    /** Reconstruction loss of each example of a batch; a variational code is taken at its mean. */
    public double[] reconstructionLosses(Batch batch) {
        useMeanCode();
        return rowLosses(batch, Autoencoder::ignore);
    }

    private double[] rowLosses(Batch batch, BiConsumer<LayerPlan, INDArray> observer) {
        network.condition(batch.labels());
        try (INDArray inputs = network.array(batch.inputs(), batch.count(), features());
                INDArray targets = targets(batch, inputs);
                INDArray output = network.forward(inputs, plan().layers().toList(), observer)) {
            return likelihood.lossPerExample(output, targets);
        }
    }

    /**
     * How much a code that is drawn for an example explains it, {@code log p(x|z) + log p(z) - log q(z|x)} in nats,
     * constants included: the mean of its exponential over many draws is p(x) (Burda et al. 2015).
     *
     * @param batch with noise for any number of draws
     * @return [examples x draws]
     * @throws IllegalStateException if the code is no distribution
     */
    public double[] logWeights(Batch batch) {
        double[] losses = drawnReconstructionLosses(batch);
        double[] ratios = moments().logRatios();
        double[] omitted = omittedLosses(batch);
        int draws = losses.length / omitted.length;
        for (int row = 0; row < losses.length; row++) {
            losses[row] = -losses[row] - omitted[row / draws] - ratios[row];
        }
        return losses;
    }

    /**
     * Reconstruction losses of the examples of a batch with codes that are drawn for them.
     *
     * @param batch with noise for any number of draws
     * @return [examples x draws]
     */
    public double[] drawnReconstructionLosses(Batch batch) {
        drawCode(batch);
        return rowLosses(batch, Autoencoder::ignore);
    }

    /** What the reconstruction loss of each example of a batch leaves out of the negative log-likelihood in nats. */
    public double[] omittedLosses(Batch batch) {
        return likelihood.omittedPerExample(batch.features(), batch.count());
    }

    /** {@link Likelihood#leastLoss}. */
    public Optional<Likelihood.LeastLoss> leastLoss() {
        return likelihood.leastLoss();
    }

    private PosteriorBatch moments() {
        if (gaussianCode == null) {
            throw new IllegalStateException("the code of this model is no distribution");
        }
        return gaussianCode.moments();
    }

    /**
     * The distributions of the codes of a batch.
     *
     * @throws IllegalStateException if the code is no distribution
     */
    public Posterior distribution(Batch batch) {
        encode(batch);
        PosteriorBatch moments = moments();
        return new Posterior(codeSize(), moments.means(), moments.logVariances(), moments.divergences());
    }

    /**
     * How active the units are that {@code model.sparsity} acts on: for kl the numbers whose mean is compared with rho,
     * for the others absolute activations.
     *
     * @return for each of these layers, in the direction of the data, [examples, units] row by row; empty without sparsity
     */
    public List<float[]> activity(Batch batch) {
        List<float[]> activity = new ArrayList<>();
        try (INDArray inputs = network.array(batch.inputs(), batch.count(), features())) {
            network.forward(inputs, plan().layers().toList(), (layer, values) -> {
                        SparseLayer sparse = sparseLayers.get(layer.name());
                        if (sparse != null) {
                            float[] activations = Transfer.toFloats(values);
                            sparse.toActivity(activations);
                            activity.add(activations);
                        }
                    })
                    .close();
        }
        return activity;
    }

    /**
     * Codes of the examples of a batch; the means of distributions.
     *
     * @return {@code count * codeSize()} numbers
     */
    public float[] encode(Batch batch) {
        return encode(batch, plan().encoder());
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
        useMeanCode();
        network.condition(batch.labels());
        try (INDArray input = network.array(batch.inputs(), batch.count(), features());
                INDArray code = network.forward(input, layers, Autoencoder::ignore)) {
            return Transfer.toFloats(code);
        }
    }

    /** Values of the examples of a batch after the first layers of the encoder. */
    float[] encodeBy(int layers, Batch batch) {
        return encode(batch, plan().encoder().subList(0, layers));
    }

    /** As {@link #encode(Batch)}, of scaled features without labels. */
    public float[] encode(float[] features, int count) {
        return encode(new Batch(new int[count], features, new int[0]));
    }

    /**
     * The output for given codes: for each feature its expected value.
     *
     * @param codes {@code labels.length * codeSize()} numbers
     * @param labels class numbers, one for each code; only their number counts where the model is not conditional
     * @return {@code labels.length * features()} numbers, scaled as the features are
     */
    public float[] decode(float[] codes, int[] labels) {
        network.condition(labels);
        try (INDArray code = network.array(codes, labels.length, codeSize());
                INDArray output = network.forward(code, plan().decoder(), Autoencoder::ignore)) {
            return Transfer.toFloats(likelihood.mean(output));
        }
    }

    /** As {@link #decode(float[], int[])}, without labels. */
    public float[] decode(float[] codes, int count) {
        return decode(codes, new int[count]);
    }

    /** What the network makes of the inputs of a batch, scaled as the features are: {@code decode} of {@code encode}. */
    public float[] reconstruct(Batch batch) {
        useMeanCode();
        network.condition(batch.labels());
        try (INDArray input = network.array(batch.inputs(), batch.count(), features());
                INDArray output = network.forward(input, plan().layers().toList(), Autoencoder::ignore)) {
            return Transfer.toFloats(likelihood.mean(output));
        }
    }

    /** As {@link #reconstruct(Batch)}, of scaled features without labels. */
    public float[] reconstruct(float[] features, int count) {
        return reconstruct(new Batch(new int[count], features, new int[0]));
    }

    /** What the output is judged by: the clean features, once for each code that is drawn. */
    private INDArray targets(Batch batch, INDArray inputs) {
        int draws = drawsOf(batch);
        if (draws > 1) {
            float[] repeated = new float[batch.features().length * draws];
            for (int row = 0; row < batch.count() * draws; row++) {
                System.arraycopy(batch.features(), row / draws * features(), repeated, row * features(), features());
            }
            return network.array(repeated, batch.count() * draws, features());
        }
        return batch.features() == batch.inputs() ? inputs : network.array(batch.features(), batch.count(), features());
    }

    private int drawsOf(Batch batch) {
        return gaussianCode == null || !gaussianCode.isDrawn()
                ? 1
                : batch.codeNoise().length / batch.count() / codeSize();
    }

    /**
     * What the first units look at: the weights of each between it and the features.
     *
     * @param most units that are asked for
     * @return for each unit {@code features()} numbers; empty where the first layer is a convolution
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

    @Override
    public TrainingState state(@Nullable TrainingState old) {
        return network.state(old);
    }

    @Override
    public boolean isFinite() {
        return network.isFinite();
    }

    @Override
    public void restore(TrainingState state) {
        network.restore(state);
    }

    /** All weights and biases, in the graph's order. */
    public float[] parameters() {
        return network.parameters();
    }

    /**
     * Takes over weights and biases.
     *
     * @param values as {@link #parameters} gave them
     */
    @Override
    public void setParameters(float[] values) {
        network.setParameters(values);
    }

    /** What the optimizer remembers from step to step; empty for one that remembers nothing. */
    public float[] optimizerState() {
        return network.optimizerState();
    }

    /**
     * Takes over what an optimizer remembered.
     *
     * @param values as {@link #optimizerState} gave them
     */
    public void setOptimizerState(float[] values) {
        network.setOptimizerState(values);
    }

    /** What it was made by. */
    public ModelConfig model() {
        return model;
    }

    /** What its training was made by. */
    public TrainingConfig training() {
        return training;
    }

    /** Deeplearning4j's graph, which the weights are in. */
    public ComputationGraph graph() {
        return network.graph();
    }

    @Override
    public void close() {
        network.close();
    }
}
