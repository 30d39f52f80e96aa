package org.aectl.eval;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aectl.config.ExperimentConfig;
import org.aectl.model.objective.Losses;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is measured of a model, and what it is called: by {@code evaluate}, in its JSON and in a terminal, on the page
 * about a run, and in the curves of a training. What is not here among the numbers of an evaluation says how others were
 * measured.
 */
public enum Metric {
    LOSS("loss", "Loss", Better.LOWER, Unit.OF_LOSS, "what training lowers, %s"),
    RECONSTRUCTION(Losses.RECONSTRUCTION, "Reconstruction loss", Better.LOWER, Unit.OF_RECONSTRUCTION, "%s"),
    LOSS_FLOOR("lossFloor", "Reconstruction loss of perfect outputs", Better.NEITHER, Unit.OF_RECONSTRUCTION, "%s"),
    KL(Losses.KL, "Divergence from the prior", Better.NEITHER, Unit.NATS, "%s"),
    SPARSITY(Losses.SPARSITY, "Sparsity penalty", Better.NEITHER, Unit.PENALTY, "%s"),
    CONTRACTION(Losses.CONTRACTION, "Contractive penalty", Better.NEITHER, Unit.PENALTY, "%s"),
    MMD(Losses.MMD, "Discrepancy from the prior", Better.NEITHER, Unit.PENALTY, "%s"),
    L2(Losses.L2, "Weight decay", Better.NEITHER, Unit.PENALTY, "%s"),
    SSE("sse", "Squared error", Better.LOWER, Unit.SQUARES, "summed over an example's values"),
    MSE("mse", "Mean squared error", Better.LOWER, Unit.NONE, "mean over all values"),
    PSNR("psnr", "Peak signal-to-noise ratio", Better.HIGHER, Unit.DECIBELS, "%s"),
    SSIM("ssim", "Structural similarity", Better.HIGHER, Unit.NONE, "1 where nothing differs"),
    COMPRESSION_RATIO(
            "compressionRatio",
            "Compression ratio",
            Better.NEITHER,
            Unit.NONE,
            "values of an example for each number of its code"),
    ELBO("elbo", "Evidence lower bound", Better.HIGHER, Unit.NATS, "%s; higher is better"),
    NLL("nll", "Negative log-likelihood", Better.LOWER, Unit.NATS, "%s"),
    ACTIVE_UNITS("activeUnits", "Active code units", Better.NEITHER, Unit.NONE, "of %s"),
    TRUSTWORTHINESS("trustworthiness", "Trustworthiness", Better.HIGHER, Unit.NONE, ""),
    CONTINUITY("continuity", "Continuity", Better.HIGHER, Unit.NONE, ""),
    MEAN_ACTIVATION("meanActivation", "Mean activation", Better.NEITHER, Unit.NONE, "of the %s to be sparse"),
    DEAD_UNITS("deadUnits", "Dead units", Better.LOWER, Unit.NONE, "share of them"),
    CROSS_ENTROPY("crossEntropy", "Cross-entropy", Better.LOWER, Unit.NATS, "%s"),
    ACCURACY("accuracy", "Accuracy", Better.HIGHER, Unit.SHARE, "%s");

    private static final Map<String, Metric> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(Metric::key, Function.identity()));

    private final String key;
    private final String title;
    private final Better better;
    private final Unit unit;
    private final String explanation;

    Metric(String key, String title, Better better, Unit unit, String explanation) {
        this.key = key;
        this.title = title;
        this.better = better;
        this.unit = unit;
        this.explanation = explanation;
    }

    /** The metric of this name; empty for a number that says how others were measured, or of another version. */
    public static Optional<Metric> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** Its name in {@code aectl evaluate --json} and, behind that of a split, in metrics.csv. */
    public String key() {
        return key;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    public Better better() {
        return better;
    }

    public Unit unit() {
        return unit;
    }

    /**
     * What it is and counts in.
     *
     * @param config of an autoencoder; null for a classifier
     */
    public String explanation(@Nullable ExperimentConfig config) {
        return explanation(unit.text(config));
    }

    /** What it is, with the number of units that it is about. */
    public String explanation(String about) {
        return explanation.formatted(about);
    }
}
