package org.aectl.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.model.objective.Losses;
import org.aectl.run.checkpoint.PartialEpoch;

/** Mean of losses over batches, each weighted by its number of examples. */
final class MeanLosses {
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private double total;
    private long examples;

    /** @param done what is done of the epoch already */
    MeanLosses(PartialEpoch done) {
        sums.putAll(done.parts());
        total = done.total();
        examples = done.examples();
    }

    void add(Losses losses, int count) {
        losses.parts().forEach((part, value) -> sums.merge(part, value * count, Double::sum));
        total += losses.total() * count;
        examples += count;
    }

    /** What goes on with this, of the batches so far. */
    PartialEpoch partial(int batches) {
        return new PartialEpoch(batches, examples, total, sums);
    }

    Losses mean() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((part, sum) -> means.put(part, sum / examples));
        return new Losses(total / examples, means);
    }
}
