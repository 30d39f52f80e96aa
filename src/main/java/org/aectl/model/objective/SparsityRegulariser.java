package org.aectl.model.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.penalty.ActivationRegulariser;
import org.aectl.model.penalty.RegularisedLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Penalties on the activations of layers, added up. */
public final class SparsityRegulariser implements Regulariser {
    private final Map<String, ActivationRegulariser> penalties = new LinkedHashMap<>();
    private final Map<String, RegularisedLayer> layers = new LinkedHashMap<>();
    private double value;

    /** Adds one, whose gradient the layer passes back from now on. */
    public void add(String name, RegularisedLayer layer, ActivationRegulariser penalty) {
        layer.penalise(penalty);
        layers.put(name, layer);
        penalties.put(name, penalty);
    }

    /** Whether there is any. */
    public boolean isEmpty() {
        return layers.isEmpty();
    }

    @Override
    public String part() {
        return Losses.SPARSITY;
    }

    @Override
    public double last() {
        double sum = 0;
        for (RegularisedLayer layer : layers.values()) {
            sum += layer.lastPenalty();
        }
        return sum;
    }

    @Override
    public void begin() {
        value = 0;
    }

    @Override
    public void observe(LayerPlan layer, INDArray values) {
        ActivationRegulariser penalty = penalties.get(layer.name());
        value += penalty == null ? 0 : penalty.penalty(values);
    }

    @Override
    public double value() {
        return value;
    }
}
