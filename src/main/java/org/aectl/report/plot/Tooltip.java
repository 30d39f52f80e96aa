package org.aectl.report.plot;

import java.util.List;

/**
 * What a chart says at one place, for those who point at it or step through it.
 *
 * @param x percent of the chart's width
 * @param y of each line, percent of its height from the top; null where a line has no value
 * @param text in words
 */
public record Tooltip(double x, List<Double> y, String text) {
    /** Two decimals of a percent are less than a pixel. */
    static double rounded(double percent) {
        return Math.round(100 * percent) / 100.0;
    }
}
