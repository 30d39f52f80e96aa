package org.aectl.model.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.batch.Batch;
import org.aectl.model.code.Prior;
import org.aectl.model.layer.Affine;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.ParameterBlock;
import org.aectl.model.penalty.Contraction;
import org.aectl.model.penalty.MeanDiscrepancy;
import org.aectl.model.penalty.RegularisedLayer;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.model.plan.SparsityPlan;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The regularisers of a model, in the order in which a loss names its parts. */
public final class Regularisers {
    private final List<Regulariser> regularisers;

    private Regularisers(List<Regulariser> regularisers) {
        this.regularisers = regularisers;
    }

    /**
     * The regularisers of a config, whose gradients the layers of the network pass back from now on.
     *
     * @param layers of the network, by name
     * @param weightDecay what weight decay adds to the loss now
     */
    public static Regularisers of(
            ModelConfig model,
            TrainingConfig training,
            NetworkPlan plan,
            Function<String, Layer> layers,
            DoubleSupplier weightDecay) {
        List<Regulariser> regularisers = new ArrayList<>();
        LayerRegulariser sparsity = new LayerRegulariser(Losses.SPARSITY);
        SparsityPlan.layers(model, plan).forEach(layer -> {
            if (layer.penalty() != null) {
                sparsity.with(layer.name(), (RegularisedLayer) layers.apply(layer.name()), layer.penalty());
            }
        });
        if (!sparsity.isEmpty()) {
            regularisers.add(sparsity);
        }
        if (model.contraction() != null) {
            Affine code = (Affine) layers.apply(NetworkPlan.CODE);
            Contraction contraction = new Contraction(
                    model.contraction(),
                    code.getParam(ParameterBlock.WEIGHTS),
                    () -> code.gradientView(ParameterBlock.WEIGHTS));
            regularisers.add(new LayerRegulariser(Losses.CONTRACTION).with(NetworkPlan.CODE, code, contraction));
        }
        if (model.mmd() != null) {
            Prior prior = Prior.of(model).orElseThrow();
            MeanDiscrepancy discrepancy =
                    new MeanDiscrepancy(model.mmd(), model.latent(), Math.pow(prior.deviation(0), 2), prior::draw);
            regularisers.add(new LayerRegulariser(Losses.MMD)
                    .with(NetworkPlan.CODE, (Affine) layers.apply(NetworkPlan.CODE), discrepancy));
        }
        if (training.l2() > 0) {
            regularisers.add(new WeightDecay(weightDecay));
        }
        return new Regularisers(List.copyOf(regularisers));
    }

    /** Names of the parts of the loss. */
    public List<String> parts() {
        return regularisers.stream().map(Regulariser::part).toList();
    }

    /** Standard normal numbers that all of them want for each example. */
    public int noise() {
        return regularisers.stream().mapToInt(Regulariser::noise).sum();
    }

    /** Takes these from a batch, where they follow {@code first} others of each example. */
    public void draw(Batch batch, int first) {
        int from = first;
        for (Regulariser regulariser : regularisers) {
            int to = from + regulariser.noise();
            regulariser.draw(batch.noise(from, to));
            from = to;
        }
    }

    /** {@link Regulariser#addWeightGradient}. */
    public void addWeightGradient() {
        regularisers.forEach(Regulariser::addWeightGradient);
    }

    /** {@link Regulariser#observe}. */
    public void observe(LayerPlan layer, INDArray values) {
        regularisers.forEach(regulariser -> regulariser.observe(layer, values));
    }

    /**
     * Adds their values in the last batch to a loss.
     *
     * @param parts takes each
     * @return the sum
     */
    public double addTo(double loss, Map<String, Double> parts) {
        DoubleStream.Builder total = DoubleStream.builder().add(loss);
        for (Regulariser regulariser : regularisers) {
            double value = regulariser.value();
            parts.put(regulariser.part(), value);
            total.add(value);
        }
        return total.build().sum();
    }

    /**
     * Half the squared norm of the weights times {@code training.l2}; the optimizer adds its gradient.
     *
     * @param norm what it is now
     */
    private record WeightDecay(DoubleSupplier norm) implements Regulariser {
        @Override
        public String part() {
            return Losses.L2;
        }

        @Override
        public double value() {
            return norm.getAsDouble();
        }
    }
}
