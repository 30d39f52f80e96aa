package org.aectl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.config.ExperimentConfig;
import org.aectl.eval.SparsityReport;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table of metrics.
 *
 * @param explanation what it is and counts in
 * @param model value of the model
 * @param pca value of principal component analysis; null where it has none
 */
record MetricRow(
        String name,
        String explanation,
        Cell model,
        @Nullable Cell pca) {
    private static final String SSE = "sse";
    private static final String MSE = "mse";
    private static final String PSNR = "psnr";

    /**
     * A number.
     *
     * @param exact that reading gives the same bits
     * @param text for people
     */
    record Cell(String exact, String text) {
        static Cell of(Number number) {
            return number instanceof Double value
                    ? new Cell(Double.toString(value), Numbers.text(value))
                    : new Cell(number.toString(), Numbers.count(number.longValue()));
        }
    }

    /**
     * The numbers among some metrics, as lines.
     *
     * @param metrics by the names that {@code aectl evaluate --json} has
     * @param pcaSse squared error of principal component analysis; null without it
     */
    static List<MetricRow> of(
            ExperimentConfig config,
            Map<String, Object> metrics,
            @Nullable SparsityReport sparsity,
            @Nullable Double pcaSse) {
        Map<String, Double> pca = pca(metrics, pcaSse);
        List<MetricRow> rows = new ArrayList<>();
        metrics.forEach((name, value) -> {
            if (value instanceof Number number) {
                Double other = pca.get(name);
                rows.add(new MetricRow(
                        title(name),
                        explanation(name, config),
                        Cell.of(number),
                        other == null ? null : Cell.of(other)));
            }
        });
        if (sparsity != null) {
            rows.add(new MetricRow(
                    "Mean activation",
                    "of the " + Numbers.count(sparsity.units()) + " units that are to be sparse",
                    Cell.of(sparsity.meanActivation()),
                    null));
            rows.add(new MetricRow("Dead units", "share of them", Cell.of(sparsity.deadUnits()), null));
        }
        return rows;
    }

    /** All that follows from the squared error; the peak of the signal is the model's. */
    private static Map<String, Double> pca(Map<String, Object> metrics, @Nullable Double pcaSse) {
        Map<String, Double> pca = new LinkedHashMap<>();
        if (pcaSse != null
                && metrics.get(SSE) instanceof Double sse
                && metrics.get(MSE) instanceof Double mse
                && metrics.get(PSNR) instanceof Double psnr) {
            pca.put(SSE, pcaSse);
            pca.put(MSE, mse * (pcaSse / sse));
            pca.put(PSNR, psnr - 10 * Math.log10(pcaSse / sse));
        }
        return pca;
    }

    private static String title(String name) {
        return switch (name) {
            case "loss" -> "Loss";
            case "reconstruction" -> "Reconstruction loss";
            case "kl" -> "Divergence from the prior";
            case "sparsity" -> "Sparsity penalty";
            case "l2" -> "Weight decay";
            case SSE -> "Squared error";
            case MSE -> "Mean squared error";
            case PSNR -> "Peak signal-to-noise ratio";
            case "ssim" -> "Structural similarity";
            case "compressionRatio" -> "Compression";
            case "seed" -> "Seed of the draws";
            case "elboSamples" -> "Codes drawn of each example";
            case "elbo" -> "Evidence lower bound";
            case "activeUnits" -> "Active code units";
            default -> name;
        };
    }

    private static String explanation(String name, ExperimentConfig config) {
        return switch (name) {
            case "loss" -> "what training lowers, " + LossUnits.ofLoss(config);
            case "reconstruction" -> LossUnits.ofReconstruction(config.model());
            case "kl" -> LossUnits.NATS;
            case SSE -> "summed over an example's values";
            case MSE -> "mean over all values";
            case "sparsity", "l2" -> LossUnits.PENALTY;
            case PSNR -> "decibels";
            case "ssim" -> "1 for equal pictures";
            case "compressionRatio" -> "values of an example for each unit of its code";
            case "elboSamples" -> "for the evidence lower bound";
            case "elbo" -> "nats per example; higher is better";
            case "activeUnits" -> "of " + Numbers.count(config.model().latent());
            default -> "";
        };
    }
}
