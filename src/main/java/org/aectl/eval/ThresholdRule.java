package org.aectl.eval;

import java.util.Arrays;
import java.util.Locale;
import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;

/**
 * From which outlier score on an example is flagged: examples whose score is greater than the threshold are. With s the
 * scores of examples that are taken for usual, best those that the network has not learnt from, the threshold is
 *
 * <ul>
 *   <li>{@code quantile:Q}: the Q-quantile of s, linear between the order statistics around rank (n - 1) Q from 0 (type 7 of
 *       Hyndman and Fan 1996, NumPy's default);
 *   <li>{@code mad:K}: median(s) + K x 1.4826 x median |s - median(s)|, which for normal scores is K standard deviations
 *       above the mean (Leys et al. 2013);
 *   <li>{@code sigma:K}: mean(s) + K standard deviations, with divisor n;
 *   <li>{@code max-train}: max(s).
 * </ul>
 *
 * {@code f1} needs labels instead of such scores: {@link Ranking#bestF1Threshold}.
 *
 * @param parameter Q or K; 0 where the kind has none
 */
public record ThresholdRule(Kind kind, double parameter) {
    /** Makes the median absolute deviation of normal numbers their standard deviation: 1 / 0.67449, the third quartile. */
    private static final double MAD_TO_DEVIATION = 1.4826;

    private static final String EXPECTED =
            "quantile:Q with Q between 0 and 1, mad:K or sigma:K with K > 0, max-train or f1";

    /** How the threshold is found. */
    public enum Kind {
        QUANTILE,
        MAD,
        SIGMA,
        MAX_TRAIN,
        F1
    }

    /**
     * Reads a rule as a user writes it.
     *
     * @throws InvalidInputException if it is none
     */
    public static ThresholdRule parse(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        double parameter = colon < 0 ? 0 : number(text, text.substring(colon + 1));
        boolean isFraction = parameter > 0 && parameter < 1;
        boolean isPositive = parameter > 0 && Double.isFinite(parameter);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "quantile" -> checked(isFraction, text, Kind.QUANTILE, parameter);
            case "mad" -> checked(isPositive, text, Kind.MAD, parameter);
            case "sigma" -> checked(isPositive, text, Kind.SIGMA, parameter);
            case "max-train" -> checked(colon < 0, text, Kind.MAX_TRAIN, 0);
            case "f1" -> checked(colon < 0, text, Kind.F1, 0);
            default -> throw problem(text);
        };
    }

    private static double number(String rule, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            throw problem(rule);
        }
    }

    private static ThresholdRule checked(boolean isValid, String text, Kind kind, double parameter) {
        if (!isValid) {
            throw problem(text);
        }
        return new ThresholdRule(kind, parameter);
    }

    private static InvalidInputException problem(String text) {
        return new InvalidInputException("--threshold must be " + EXPECTED + ", was " + text);
    }

    /**
     * The threshold.
     *
     * @param scores of usual examples, at least one, none of them NaN
     * @throws IllegalStateException if the rule needs labels
     */
    public double threshold(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return switch (kind) {
            case QUANTILE -> quantile(sorted, parameter);
            case MAD -> medianAndDeviations(sorted);
            case SIGMA -> meanAndDeviations(sorted);
            case MAX_TRAIN -> sorted[sorted.length - 1];
            case F1 -> throw new IllegalStateException("the threshold of the best F1 is found by labels");
        };
    }

    private static double quantile(double[] sorted, double share) {
        double rank = (sorted.length - 1) * share;
        int below = (int) rank;
        double fraction = rank - below;
        // Not by a product with 0: the next score may be infinite.
        return fraction == 0 ? sorted[below] : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
    }

    private double medianAndDeviations(double[] sorted) {
        double median = quantile(sorted, 0.5);
        double[] distances = Arrays.stream(sorted)
                .map(score -> Math.abs(score - median))
                .sorted()
                .toArray();
        return median + parameter * MAD_TO_DEVIATION * quantile(distances, 0.5);
    }

    private double meanAndDeviations(double[] sorted) {
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElseThrow();
        return mean + parameter * Math.sqrt(variance);
    }

    /** Whether it looks at the scores of examples of the training's own data; otherwise at labels. */
    public boolean isOfTraining() {
        return kind != Kind.F1;
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        return EnumNames.of(kind) + (kind == Kind.MAX_TRAIN || kind == Kind.F1 ? "" : ":" + parameter);
    }
}
