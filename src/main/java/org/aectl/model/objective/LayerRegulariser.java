package org.aectl.model.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.penalty.ActivationRegulariser;
import org.aectl.model.penalty.RegularisedLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Penalties on the activations of layers, added up. */
final class LayerRegulariser implements Regulariser {
    private final String part;
    private final Map<String, ActivationRegulariser> penalties = new LinkedHashMap<>();
    /** Of the last batch, in the order of the penalties: backpropagation comes by in another one. */
    private final Map<String, Double> values = new LinkedHashMap<>();

    LayerRegulariser(String part) {
        this.part = part;
    }

    /** This one and another penalty, whose gradient the layer passes back from now on. */
    LayerRegulariser with(String name, RegularisedLayer layer, ActivationRegulariser penalty) {
        penalties.put(name, penalty);
        values.put(name, Double.NaN);
        layer.penalise((activations, epsilon) -> values.put(name, penalty.addGradient(activations, epsilon)));
        return this;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return penalties.isEmpty();
    }

    @Override
    public String part() {
        return part;
    }

    @Override
    public int noise() {
        return penalties.values().stream()
                .mapToInt(ActivationRegulariser::noise)
                .max()
                .orElse(0);
    }

    @Override
    public void draw(double[] noise) {
        penalties.values().forEach(penalty -> penalty.draw(noise));
    }

    @Override
    public void addWeightGradient() {
        penalties.values().forEach(ActivationRegulariser::addWeightGradient);
    }

    @Override
    public void observe(LayerPlan layer, INDArray activations) {
        ActivationRegulariser penalty = penalties.get(layer.name());
        if (penalty != null) {
            values.put(layer.name(), penalty.penalty(activations));
        }
    }

    @Override
    public double value() {
        double sum = 0;
        for (double value : values.values()) {
            sum += value;
        }
        return sum;
    }
}
