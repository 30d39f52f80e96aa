package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.aectl.base.Counts;
import org.aectl.eval.Metric;
import org.aectl.report.Numbers;

/** What the units of a code do: a bar for each, by falling height, or where they are many, how many do how much. */
public final class UnitChart {
    static final String ID = "code-units";
    private static final int MOST_BARS = 64;
    private static final int BINS = 24;

    private UnitChart() {}

    /**
     * What is shown of each unit.
     *
     * @param caption what it counts in, and how it was taken together
     * @param unit behind a number; empty for none
     */
    private record Quantity(String title, String caption, String unit) {
        String text(double value) {
            return Numbers.text(value) + (unit.isEmpty() ? "" : " " + unit);
        }
    }

    private static final Quantity DIVERGENCE = new Quantity(Metric.KL.title(), "nats, mean over the examples", "nats");
    private static final Quantity ACTIVITY = new Quantity("Absolute activation", "mean over the examples", "");

    /** Divergence of each unit from the prior in nats. */
    public static BarChart divergences(List<Double> perUnit) {
        return draw(DIVERGENCE, perUnit);
    }

    /** Absolute activation of each unit, mean over the examples. */
    public static BarChart activities(List<Double> perUnit) {
        return draw(ACTIVITY, perUnit);
    }

    private static BarChart draw(Quantity quantity, List<Double> values) {
        return values.size() <= MOST_BARS ? bars(quantity, values) : histogram(quantity, values);
    }

    private static BarChart bars(Quantity quantity, List<Double> values) {
        List<Integer> order = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparing(values::get, Comparator.reverseOrder()))
                .toList();
        List<String> texts = order.stream()
                .map(index -> "unit " + (index + 1) + ": " + quantity.text(values.get(index)))
                .toList();
        String description =
                texts.size() == 1 ? texts.get(0) : "from " + texts.get(0) + ", to " + texts.get(texts.size() - 1);
        return BarChart.of(
                ID,
                new BarChart.Words(quantity.title(), quantity.caption(), "code units, by falling height", description),
                order.stream().mapToDouble(values::get).toArray(),
                BarChart.numbered(values.size()),
                texts);
    }

    private static BarChart histogram(Quantity quantity, List<Double> values) {
        double lowest = Collections.min(values);
        double highest = Collections.max(values);
        double end = highest > 0 ? highest : 1;
        double[] counts = new double[BINS];
        values.forEach(value -> counts[(int) Math.min(BINS - 1, BINS * value / end)]++);
        List<String> texts = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            texts.add(Counts.of((long) counts[bin], "unit") + " from " + Numbers.text(end * bin / BINS) + " to "
                    + quantity.text(end * (bin + 1) / BINS));
        }
        return BarChart.of(
                ID,
                new BarChart.Words(
                        "Code units",
                        "how many there are",
                        quantity.title().toLowerCase(Locale.ROOT) + ", " + quantity.caption(),
                        Counts.of(values.size(), "unit") + ", from " + Numbers.text(lowest) + " to "
                                + quantity.text(highest)),
                counts,
                BarChart.binned(0, end),
                texts);
    }
}
