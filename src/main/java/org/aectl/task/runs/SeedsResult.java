package org.aectl.task.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same experiment with several seeds.
 *
 * @param name of the experiment
 * @param metric that chose the best epoch of each run, or that of the last epoch without validation rows
 * @param runs in the order of their seeds
 * @param mean over the runs, by the name of a measure
 * @param standardDeviation of the runs, with the divisor n - 1; null of a single one
 */
public record SeedsResult(
        String name,
        String metric,
        List<SeedRun> runs,
        Map<String, Double> mean,
        @Nullable Map<String, Double> standardDeviation) {

    /**
     * One of them.
     *
     * @param measures by name: the metric, and what {@code evaluate} says of the test split
     */
    public record SeedRun(long seed, String run, int epoch, Map<String, Double> measures) {}

    static SeedsResult of(String name, String metric, List<SeedRun> runs) {
        Map<String, Double> means = new LinkedHashMap<>();
        Map<String, Double> deviations = new LinkedHashMap<>();
        for (String measure : runs.get(0).measures().keySet()) {
            List<Double> values = new ArrayList<>();
            runs.forEach(run -> values.add(run.measures().getOrDefault(measure, Double.NaN)));
            double mean =
                    values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            double squares = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            means.put(measure, mean);
            deviations.put(measure, Math.sqrt(squares / (values.size() - 1)));
        }
        return new SeedsResult(name, metric, List.copyOf(runs), means, runs.size() < 2 ? null : deviations);
    }
}
