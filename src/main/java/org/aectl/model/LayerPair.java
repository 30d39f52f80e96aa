package org.aectl.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.PretrainingConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.likelihood.OutputVariance;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.NetworkPlan;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an autoencoder's encoder and the decoder's layer that mirrors it, trained by themselves to give back what
 * the layers before make of the data (Bengio et al. 2007; Vincent et al. 2010). The first pair is judged as the whole
 * autoencoder is; the others, which give back activations, by squared error, or by cross-entropy where the whole one is
 * and the activations are those of sigmoid units.
 */
public final class LayerPair implements DataParallelTrainable, AutoCloseable {
    private final Autoencoder whole;
    private final int layer;
    private final Autoencoder pair;
    /** Names in the whole network, by those in the pair. */
    private final Map<String, String> layers = new LinkedHashMap<>();

    private LayerPair(Autoencoder whole, int layer, Autoencoder pair) {
        this.whole = whole;
        this.layer = layer;
        this.pair = pair;
        layers.put(NetworkPlan.CODE, encoderOf(whole.plan(), layer).name());
        layers.put(NetworkPlan.OUTPUT, decoderOf(whole.plan(), layer).name());
        if (pair.plan().layers().anyMatch(OutputVariance.class::isInstance)) {
            layers.put(NetworkPlan.VARIANCE, NetworkPlan.VARIANCE);
        }
    }

    /**
     * A pair of a network with a mirrored decoder.
     *
     * @param whole that the pair is part of; takes over its weights
     * @param layer of the encoder, from 0
     * @param model of the whole, with pretraining
     */
    public static LayerPair of(
            Autoencoder whole, int layer, ModelConfig model, PretrainingConfig pretraining, TrainingConfig training) {
        NetworkPlan plan = plan(whole.plan(), layer);
        return new LayerPair(
                whole, layer, Autoencoder.create(model(whole.plan(), layer, model, pretraining), training, plan, 0));
    }

    private static LayerPlan encoderOf(NetworkPlan plan, int layer) {
        return plan.encoder().get(layer);
    }

    private static LayerPlan decoderOf(NetworkPlan plan, int layer) {
        return plan.decoder().get(plan.encoder().size() - 1 - layer);
    }

    private static NetworkPlan plan(NetworkPlan whole, int layer) {
        LayerPlan encoder = encoderOf(whole, layer);
        ExampleShape input = layer == 0 ? whole.example() : ExampleShape.features(encoder.inputs());
        List<LayerPlan> decoder = new ArrayList<>(
                List.of(decoderOf(whole, layer).as(NetworkPlan.OUTPUT, Activation.IDENTITY, NetworkPlan.CODE)));
        if (layer == 0) {
            whole.decoder().stream().filter(OutputVariance.class::isInstance).forEach(decoder::add);
        }
        return new NetworkPlan(
                input,
                List.of(encoder.as(NetworkPlan.CODE, encoder.activation(), NetworkPlan.CODE)),
                List.copyOf(decoder));
    }

    /** What judges a pair and acts on it; its layers follow from the plan. */
    private static ModelConfig model(NetworkPlan whole, int layer, ModelConfig model, PretrainingConfig pretraining) {
        Activation output = decoderOf(whole, layer).activation();
        boolean isFirst = layer == 0;
        LikelihoodKind likelihood =
                isFirst || model.reconstruction().suits(output) ? model.reconstruction() : LikelihoodKind.GAUSSIAN;
        return model.pair(
                encoderOf(whole, layer).outputs(),
                encoderOf(whole, layer).activation(),
                likelihood,
                isFirst ? model.outputActivation() : likelihood.suits(output) ? null : output,
                isFirst ? model.variance() : null,
                pretraining.noise(layer),
                pretraining.sparsity(layer));
    }

    /** What the pair is to give back: what the layers before it make of a batch. */
    public float[] inputOf(Batch batch) {
        return layer == 0 ? batch.features() : whole.codec().encodeBy(layer, batch);
    }

    /** Takes over the weights of the whole network. */
    @Override
    public void begin() {
        layers.forEach((here, there) ->
                Network.copy(whole.graph().getLayer(there), pair.graph().getLayer(here)));
    }

    /** Puts its weights into the whole network. */
    public void store() {
        layers.forEach((here, there) ->
                Network.copy(pair.graph().getLayer(here), whole.graph().getLayer(there)));
    }

    @Override
    public List<String> lossParts() {
        return pair.lossParts();
    }

    @Override
    public Losses train(Batch batch, TrainingStep step) {
        return pair.train(batch, step);
    }

    @Override
    public GradientShare gradient(Batch batch, TrainingStep step) {
        return pair.gradient(batch, step);
    }

    @Override
    public boolean learnsStatistics() {
        return pair.learnsStatistics();
    }

    @Override
    public void setParameters(float[] values) {
        pair.setParameters(values);
    }

    @Override
    public void move(float[] gradient, TrainingStep step, int examples) {
        pair.move(gradient, step, examples);
    }

    @Override
    public Losses losses(Batch batch) {
        return pair.losses(batch);
    }

    @Override
    public TrainingState state(@Nullable TrainingState old) {
        return pair.state(old);
    }

    @Override
    public boolean isFinite() {
        return pair.isFinite();
    }

    @Override
    public void restore(TrainingState state) {
        pair.restore(state);
    }

    @Override
    public float[] optimizerState() {
        return pair.optimizerState();
    }

    @Override
    public void setOptimizerState(float[] values) {
        pair.setOptimizerState(values);
    }

    @Override
    public void close() {
        pair.close();
    }
}
