package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.aectl.report.Numbers;
import org.aectl.report.plot.Scale.Tick;
import org.jspecify.annotations.Nullable;

/**
 * Curves over epochs.
 *
 * @param id of the element, unique on a page
 * @param title what is shown
 * @param unit of the values; empty where they have none
 * @param lines at most two: {@link #TRAINING}, {@link #VALIDATION}
 * @param best the place of the best epoch; null where it is not on this chart
 * @param readings one for each epoch
 * @param rest what is read when nobody points at anything
 */
public record LineChart(
        String id,
        String title,
        String unit,
        String description,
        List<Tick> xTicks,
        List<Tick> yTicks,
        List<Line> lines,
        @Nullable String best,
        List<Tooltip> readings,
        Tooltip rest) {
    public static final String TRAINING = "training";
    public static final String VALIDATION = "validation";

    private static final int MOST_X_TICKS = 6;
    private static final int MOST_Y_TICKS = 6;
    /** More points than these are seen as a line without marks. */
    private static final int MOST_MARKS = 15;

    /**
     * A curve.
     *
     * @param name also its class in the style sheet
     * @param path in a square of 1000 by 1000 that is stretched over the chart; empty where a line would be a point
     * @param marks its points, where they are few
     */
    record Line(String name, String path, List<Mark> marks) {}

    /** A point, in percent. */
    record Mark(String x, String y) {}

    /**
     * Values to draw.
     *
     * @param values one for each epoch; NaN for none
     */
    record Series(String name, double[] values) {}

    /**
     * Draws.
     *
     * @param epochs rising numbers, at least one
     * @param bestEpoch the one to point out; null for none
     */
    static LineChart of(
            String id, String title, String unit, int[] epochs, List<Series> series, @Nullable Integer bestEpoch) {
        Scale across = Scale.overWhole(epochs[0], epochs[epochs.length - 1], MOST_X_TICKS);
        double[] all = series.stream()
                .flatMapToDouble(one -> Arrays.stream(one.values()))
                .toArray();
        Scale up = Scale.around(all, MOST_Y_TICKS);
        List<Tooltip> readings = new ArrayList<>();
        for (int i = 0; i < epochs.length; i++) {
            readings.add(reading(epochs, i, series, across, up));
        }
        int best = bestEpoch == null ? -1 : Arrays.binarySearch(epochs, bestEpoch);
        Tooltip rest = readings.get(best < 0 ? epochs.length - 1 : best);
        return new LineChart(
                id,
                title,
                unit,
                description(title, epochs, rest),
                across.ticks(),
                up.ticks(),
                series.stream()
                        .map(one -> line(one, epochs, across, up))
                        .filter(line -> !line.path().isEmpty() || !line.marks().isEmpty())
                        .toList(),
                best < 0 ? null : Numbers.percent(across.across(epochs[best])),
                List.copyOf(readings),
                rest);
    }

    private static String description(String title, int[] epochs, Tooltip rest) {
        return title + " over epochs " + epochs[0] + " to " + epochs[epochs.length - 1] + "; " + rest.text();
    }

    private static Tooltip reading(int[] epochs, int index, List<Series> series, Scale across, Scale up) {
        List<@Nullable Double> places = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Series one : series) {
            double value = one.values()[index];
            places.add(Double.isFinite(value) ? Tooltip.rounded(up.down(value)) : null);
            words.add(one.name() + " " + (Double.isNaN(value) ? "\u2013" : Numbers.text(value)));
        }
        return new Tooltip(
                Tooltip.rounded(across.across(epochs[index])),
                places,
                "epoch " + epochs[index] + ": " + String.join(", ", words));
    }

    private static Line line(Series series, int[] epochs, Scale across, Scale up) {
        StringBuilder path = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        boolean isDrawing = false;
        for (int i = 0; i < epochs.length; i++) {
            double value = series.values()[i];
            if (Double.isFinite(value)) {
                double x = across.across(epochs[i]);
                double y = up.down(value);
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", isDrawing ? "L" : "M", 10 * x, 10 * y));
                marks.add(new Mark(Numbers.percent(x), Numbers.percent(y)));
            }
            isDrawing = Double.isFinite(value);
        }
        return new Line(
                series.name(),
                marks.size() > 1 ? path.toString() : "",
                marks.size() > MOST_MARKS ? List.of() : List.copyOf(marks));
    }
}
