package org.aectl.spark.train;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.model.objective.Losses;

/** Sums of losses over examples, in double precision. */
final class ShardLosses implements Serializable {
    private final String[] names;
    private final double[] parts;
    private double total;
    private long examples;

    /** @param names of the losses' parts */
    ShardLosses(List<String> names) {
        this.names = names.toArray(String[]::new);
        this.parts = new double[this.names.length];
    }

    /**
     * Adds a batch.
     *
     * @param losses means over its examples
     */
    void add(Losses losses, int count) {
        total += losses.total() * count;
        for (int i = 0; i < names.length; i++) {
            parts[i] += losses.parts().getOrDefault(names[i], Double.NaN) * count;
        }
        examples += count;
    }

    /** Adds those of another shard. */
    void add(ShardLosses others) {
        total += others.total;
        for (int i = 0; i < parts.length; i++) {
            parts[i] += others.parts[i];
        }
        examples += others.examples;
    }

    /** Means over all examples. */
    Losses mean() {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            means.put(names[i], parts[i] / examples);
        }
        return new Losses(total / examples, means);
    }
}
