package org.aectl.model.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A loss and what it consists of, each the mean over some examples of the sum over features.
 *
 * @param total what training lowers: the sum of the parts, where nothing weighs them
 * @param parts raw, in a fixed order, by name ({@code reconstruction}, {@code kl}, {@code sparsity}, {@code l2}, ...)
 */
public record Losses(double total, Map<String, Double> parts) {
    /** Name of the part that judges the output. */
    public static final String RECONSTRUCTION = "reconstruction";
    /** Name of the divergence of a variational code from the prior, in nats and without its weight. */
    public static final String KL = "kl";
    /** Name of the part that a penalty on activations adds. */
    public static final String SPARSITY = "sparsity";
    /** Name of the part that the contractive penalty adds. */
    public static final String CONTRACTION = "contraction";
    /** Name of the part that the discrepancy between codes and the prior adds. */
    public static final String MMD = "mmd";
    /** Name of the part that judges the classes. */
    public static final String CROSS_ENTROPY = "crossEntropy";
    /** Name of the share of examples whose class is right, which is no part of any sum. */
    public static final String ACCURACY = "accuracy";
    /** Name of the part that weight decay adds. */
    public static final String L2 = "l2";

    public Losses {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** A loss that is the plain sum of its parts. */
    public static Losses sumOf(Map<String, Double> parts) {
        return new Losses(
                parts.values().stream().mapToDouble(Double::doubleValue).sum(), parts);
    }

    public boolean isFinite() {
        return Double.isFinite(total);
    }
}
