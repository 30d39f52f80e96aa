package org.aectl.report;

/**
 * What people call a measure, in a terminal and on the page about a run.
 *
 * @param title its name
 * @param better which way it is better
 */
public record Measure(String title, Better better) {
    /** Which way a measure is better. */
    public enum Better {
        LOWER("\u2193"),
        HIGHER("\u2191"),
        /** As it depends, or only with others. */
        NEITHER("");

        private final String arrow;

        Better(String arrow) {
            this.arrow = arrow;
        }

        /** Whether a value is better than another one, or as good. */
        boolean isAtLeast(double value, double other) {
            return this == LOWER ? value <= other : this == HIGHER && value >= other;
        }
    }

    /** @param key its name in {@code aectl evaluate --json} */
    public static Measure of(String key) {
        return switch (key) {
            case "loss" -> lower("Loss");
            case "reconstruction" -> lower("Reconstruction loss");
            case "lossFloor" -> neither("Reconstruction loss of perfect outputs");
            case "kl" -> neither("Divergence from the prior");
            case "sparsity" -> neither("Sparsity penalty");
            case "l2" -> neither("Weight decay");
            case "sse" -> lower("Squared error");
            case "mse" -> lower("Mean squared error");
            case "psnr" -> higher("Peak signal-to-noise ratio");
            case "ssim" -> higher("Structural similarity");
            case "compressionRatio" -> neither("Compression ratio");
            case "elbo" -> higher("Evidence lower bound");
            case "nll" -> lower("Negative log-likelihood");
            case "activeUnits" -> neither("Active code units");
            case "trustworthiness" -> higher("Trustworthiness");
            case "continuity" -> higher("Continuity");
            case "meanActivation" -> neither("Mean activation");
            case "deadUnits" -> lower("Dead units");
            default -> neither(key);
        };
    }

    /** A measure of which less is better. */
    public static Measure lower(String title) {
        return new Measure(title, Better.LOWER);
    }

    /** A measure of which more is better. */
    public static Measure higher(String title) {
        return new Measure(title, Better.HIGHER);
    }

    private static Measure neither(String title) {
        return new Measure(title, Better.NEITHER);
    }

    /** The name with an arrow up where more is better, and down where less is. */
    public String withArrow() {
        return better == Better.NEITHER ? title : title + " " + better.arrow;
    }

    /** Whether no other one of some values is better; of a single value there is no best. */
    public boolean isBest(double value, Iterable<Double> all) {
        int others = 0;
        for (double other : all) {
            if (!better.isAtLeast(value, other)) {
                return false;
            }
            others++;
        }
        return others > 1;
    }
}
