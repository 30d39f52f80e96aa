package org.aectl.run.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of an epoch that is done: how many batches, and what the mean of the epoch's losses is made of.
 *
 * @param batches trained on
 * @param examples in them
 * @param total sum over these examples of the loss
 * @param parts sums of its parts, by name
 */
public record PartialEpoch(int batches, long examples, double total, Map<String, Double> parts) {
    /** Nothing is done. */
    public static final PartialEpoch NOTHING = new PartialEpoch(0, 0, 0, Map.of());

    public PartialEpoch {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }
}
