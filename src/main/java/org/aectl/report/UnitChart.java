package org.aectl.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What the units of a code do: a bar for each, by falling height, or where they are many, how many do how much. */
final class UnitChart {
    static final String ID = "code-units";
    private static final int MOST_BARS = 64;
    private static final int BINS = 24;

    private UnitChart() {}

    /** Divergence of each unit from the prior, in nats. */
    static BarChart divergences(List<Double> perUnit) {
        return draw("Divergence from the prior", "nats", perUnit);
    }

    /** Absolute activation of each unit, mean over the examples. */
    static BarChart activities(List<Double> perUnit) {
        return draw("Mean absolute activation", "", perUnit);
    }

    private static BarChart draw(String title, String unit, List<Double> values) {
        return values.size() <= MOST_BARS ? bars(title, unit, values) : histogram(title, unit, values);
    }

    private static BarChart bars(String title, String unit, List<Double> values) {
        List<Integer> order = IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparing(values::get, Comparator.reverseOrder()))
                .toList();
        List<String> texts = order.stream()
                .map(index -> "unit " + (index + 1) + ": " + withUnit(values.get(index), unit))
                .toList();
        String description = "From " + texts.get(0) + " down to " + texts.get(texts.size() - 1);
        return BarChart.of(
                ID,
                new BarChart.Words(title, unit, "code units, by falling height", description),
                order.stream().mapToDouble(values::get).toArray(),
                BarChart.numbered(values.size()),
                texts);
    }

    private static BarChart histogram(String title, String unit, List<Double> values) {
        double lowest = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double end = highest > 0 ? highest : 1;
        double[] counts = new double[BINS];
        values.forEach(value -> counts[(int) Math.min(BINS - 1, BINS * value / end)]++);
        List<String> texts = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            texts.add(Numbers.count((long) counts[bin], "unit") + " from " + Numbers.text(end * bin / BINS) + " to "
                    + withUnit(end * (bin + 1) / BINS, unit));
        }
        String across = title.toLowerCase(java.util.Locale.ROOT) + (unit.isEmpty() ? "" : ", " + unit);
        return BarChart.of(
                ID,
                new BarChart.Words(
                        "Code units",
                        "how many",
                        across,
                        Numbers.count(values.size()) + " units, from " + Numbers.text(lowest) + " to "
                                + withUnit(highest, unit)),
                counts,
                BarChart.binned(0, end),
                texts);
    }

    private static String withUnit(double value, String unit) {
        return Numbers.text(value) + (unit.isEmpty() ? "" : " " + unit);
    }
}
