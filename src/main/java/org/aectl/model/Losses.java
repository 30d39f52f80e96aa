package org.aectl.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A loss and what it consists of, each the mean over some examples of the sum over features.
 *
 * @param parts in a fixed order, by name ({@code reconstruction}, {@code sparsity}, {@code l2}, ...); their sum is the loss
 */
public record Losses(Map<String, Double> parts) {
    /** Name of the part that judges the output. */
    public static final String RECONSTRUCTION = "reconstruction";
    /** Name of the part that a penalty on activations adds. */
    public static final String SPARSITY = "sparsity";
    /** Name of the part that weight decay adds. */
    public static final String L2 = "l2";

    public Losses {
        parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** The loss that training lowers. */
    public double total() {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public boolean isFinite() {
        return Double.isFinite(total());
    }
}
