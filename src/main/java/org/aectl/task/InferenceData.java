package org.aectl.task;

import org.aectl.config.ExperimentConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.data.Examples;
import org.aectl.data.LoadedData;
import org.aectl.data.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The examples that a trained model is used on.
 *
 * @param name for people and for {@code --json}: a split's name, or the data as the user named them
 */
record InferenceData(String name, Examples examples) {
    private static final String TEST = "test";

    /**
     * Opens the examples.
     *
     * @param config of the run
     * @param data a path or a set's name; null for the run's own data
     * @param split which part; null for the test split, or for all of {@code data} that have no test split
     * @param limit use the first rows only; null for all
     */
    static InferenceData open(
            ExperimentConfig config, @Nullable String data, @Nullable String split, @Nullable Integer limit) {
        if (data == null) {
            String part = split == null ? TEST : split;
            Examples examples = PreparedData.open(config).splits().get(part);
            return new InferenceData(part, limited(examples, limit));
        }
        LoadedData loaded = Sources.open(Sources.detect(data, null), limit, config.seed());
        if (split == null || split.equals(TEST)) {
            if (loaded.test() != null) {
                return new InferenceData(data + " " + TEST, loaded.test());
            }
            if (split == null) {
                return new InferenceData(data, loaded.training());
            }
            throw new InvalidInputException(data + ": has no test split; leave --split out to use all of it");
        }
        if (split.equals("training")) {
            return new InferenceData(data + " training", loaded.training());
        }
        throw new InvalidInputException("--split must be training or test with --data, was " + split);
    }

    private static Examples limited(Examples examples, @Nullable Integer limit) {
        return limit == null ? examples : examples.first(limit);
    }
}
