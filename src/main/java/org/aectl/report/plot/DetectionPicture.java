package org.aectl.report.plot;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aectl.eval.Ranking;
import org.jspecify.annotations.Nullable;

/**
 * How the outlier scores of a model are distributed and, where it is known which examples are outliers, its ROC curve.
 *
 * @param scoreName what the scores are
 * @param scores one for each example, none of them NaN
 * @param outlier which examples are outliers; null where that is not known
 */
public record DetectionPicture(String scoreName, double[] scores, boolean @Nullable [] outlier) {
    /** The axis ends at this quantile of the scores, or a few far outliers would press all others into one bin. */
    private static final double SHOWN = 0.995;

    private static final int LEAST_BINS = 12;
    private static final int MOST_BINS = 60;
    private static final List<Color> CURVES = List.of(ChartColors.BLUE, ChartColors.ofClass(1), ChartColors.GREY);

    /**
     * Draws to a PNG file, which appears whole or not at all; needs {@link Fonts}.
     *
     * @param threshold above which examples are flagged; null where there is none
     * @param rankings by the name of the score, at most three; empty where it is not known which examples are outliers
     */
    public void write(Path file, @Nullable Double threshold, Map<String, Ranking> rankings) throws IOException {
        List<Chart> charts = new ArrayList<>(List.of(histogram(threshold)));
        if (!rankings.isEmpty()) {
            charts.add(curves(rankings));
        }
        Chart.write(charts, file);
    }

    private Chart histogram(@Nullable Double threshold) {
        double[] finite =
                Arrays.stream(scores).filter(Double::isFinite).sorted().toArray();
        double low = finite.length == 0 ? 0 : finite[0];
        double high = finite.length == 0 ? 1 : finite[(int) Math.ceil((finite.length - 1) * SHOWN)];
        if (threshold != null && Double.isFinite(threshold)) {
            low = Math.min(low, threshold);
            high = Math.max(high, threshold + 0.05 * (threshold - low));
        }
        Scale x = Scale.between(low, high, Chart.MOST_STEPS);
        double width = (x.high() - x.low()) / bins();
        double[] inliers = heights(x, width, false);
        double[] outliers = heights(x, width, true);
        double highest = Math.max(
                Arrays.stream(inliers).max().orElse(0),
                Arrays.stream(outliers).max().orElse(0));
        double last = x.high();
        long beyond = Arrays.stream(scores).filter(score -> score > last).count();
        Chart chart = new Chart(
                "Outlier scores",
                scoreName + (beyond == 0 ? "" : String.format(Locale.ROOT, " (%,d beyond, in the last bar)", beyond)),
                x,
                outlier == null ? "share of the examples, %" : "share of the inliers and of the outliers, %",
                Scale.rounded(0, highest, Chart.MOST_STEPS));
        if (threshold != null && Double.isFinite(threshold)) {
            chart.limit(String.format(Locale.ROOT, "threshold %.4g", threshold), threshold);
        }
        if (outlier == null) {
            chart.histogram(counted("examples", false), ChartColors.BLUE, x.low(), width, inliers);
        } else {
            chart.histogram(counted("inliers", false), ChartColors.BLUE, x.low(), width, inliers);
            chart.histogram(counted("outliers", true), ChartColors.RED, x.low(), width, outliers);
        }
        return chart;
    }

    /** More for more examples, as their cube root (Freedman and Diaconis 1981). */
    private int bins() {
        return (int) Math.max(LEAST_BINS, Math.min(MOST_BINS, 3 * Math.cbrt(scores.length)));
    }

    private boolean isOf(int row, boolean outliers) {
        return (outlier != null && outlier[row]) == outliers;
    }

    private String counted(String name, boolean outliers) {
        return String.format(Locale.ROOT, "%s (%,d)", name, count(outliers));
    }

    private int count(boolean outliers) {
        int count = 0;
        for (int row = 0; row < scores.length; row++) {
            count += isOf(row, outliers) ? 1 : 0;
        }
        return count;
    }

    private double[] heights(Scale x, double width, boolean outliers) {
        double[] heights = new double[bins()];
        double share = 100.0 / Math.max(1, count(outliers));
        for (int row = 0; row < scores.length; row++) {
            if (isOf(row, outliers)) {
                // Also for infinite scores: the conversion saturates.
                int bin = (int) ((scores[row] - x.low()) / width);
                heights[Math.max(0, Math.min(heights.length - 1, bin))] += share;
            }
        }
        return heights;
    }

    private static Chart curves(Map<String, Ranking> rankings) {
        Chart chart = new Chart(
                "Receiver operating characteristic",
                "share of the inliers flagged",
                Scale.between(0, 1, Chart.MOST_STEPS),
                "share of the outliers flagged",
                Scale.between(0, 1, Chart.MOST_STEPS));
        int curve = 0;
        for (Map.Entry<String, Ranking> entry : rankings.entrySet()) {
            List<Ranking.Point> points = entry.getValue().rocCurve();
            chart.line(
                    String.format(
                            Locale.ROOT,
                            "%s %.3f",
                            entry.getKey(),
                            entry.getValue().rocAuc()),
                    CURVES.get(curve++),
                    points.stream().mapToDouble(Ranking.Point::falseAlarms).toArray(),
                    points.stream().mapToDouble(Ranking.Point::found).toArray());
        }
        chart.diagonal();
        return chart;
    }
}
