package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.List;
import org.aectl.report.Numbers;
import org.aectl.report.plot.Scale.Tick;

/**
 * Bars that stand on zero.
 *
 * @param id of the element, unique on a page
 * @param title what the height means
 * @param unit of the height; empty where it has none
 * @param across what the bars stand beside each other by
 * @param description in words
 * @param readings one for each bar
 */
public record BarChart(
        String id,
        String title,
        String unit,
        String across,
        String description,
        List<Tick> xTicks,
        List<Tick> yTicks,
        List<Bar> bars,
        List<Tooltip> readings,
        Tooltip rest) {
    private static final int MOST_X_TICKS = 8;
    private static final int MOST_Y_TICKS = 5;
    /** Of the room that each bar has. */
    private static final double WIDTH = 0.8;
    /** Percent of the chart. */
    private static final double MOST_WIDTH = 6;

    /** A bar in percent of the chart. */
    record Bar(String x, String y, String width, String height) {}

    /** Names of what is shown: the title of a height, its unit, what is counted across, and the whole in words. */
    record Words(String title, String unit, String across, String description) {}

    /**
     * Draws.
     *
     * @param heights at least one, none negative
     * @param horizontal from the left side of the first bar to the right side of the last
     * @param texts what each bar says
     */
    static BarChart of(String id, Words words, double[] heights, Scale horizontal, List<String> texts) {
        double largest = 0;
        for (double height : heights) {
            largest = Math.max(largest, height);
        }
        Scale up = Scale.between(0, largest > 0 ? 1.05 * largest : 1, MOST_Y_TICKS);
        double room = 100.0 / heights.length;
        double width = Math.min(WIDTH * room, MOST_WIDTH);
        List<Bar> bars = new ArrayList<>();
        List<Tooltip> readings = new ArrayList<>();
        for (int i = 0; i < heights.length; i++) {
            double top = up.down(heights[i]);
            bars.add(new Bar(
                    Numbers.percent((i + 0.5) * room - width / 2),
                    Numbers.percent(top),
                    Numbers.percent(width),
                    Numbers.percent(100 - top)));
            readings.add(new Tooltip(Tooltip.rounded((i + 0.5) * room), List.of(Tooltip.rounded(top)), texts.get(i)));
        }
        return new BarChart(
                id,
                words.title(),
                words.unit(),
                words.across(),
                words.description(),
                horizontal.ticks(),
                up.ticks(),
                bars,
                readings,
                new Tooltip(0, List.of(), words.description()));
    }

    /** An axis for bars that are numbered from 1: the first begins half a number before. */
    static Scale numbered(int bars) {
        Scale whole = Scale.overWhole(1, Math.max(2, bars), MOST_X_TICKS);
        return new Scale(0.5, bars + 0.5, whole.step());
    }

    /** An axis for bins between two values. */
    static Scale binned(double low, double high) {
        return Scale.between(low, high, MOST_X_TICKS);
    }
}
