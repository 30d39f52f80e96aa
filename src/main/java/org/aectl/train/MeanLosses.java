package org.aectl.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.model.Losses;

/** Mean of losses over batches, each weighted by its number of examples. */
final class MeanLosses {
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private double total;
    private long examples;

    void add(Losses losses, int count) {
        losses.parts().forEach((part, value) -> sums.merge(part, value * count, Double::sum));
        total += losses.total() * count;
        examples += count;
    }

    Losses mean() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((part, sum) -> means.put(part, sum / examples));
        return new Losses(total / examples, means);
    }
}
